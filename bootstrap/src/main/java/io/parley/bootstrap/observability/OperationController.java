package io.parley.bootstrap.observability;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Scope;

/** {@code /health} and {@code /metrics}, at the paths that the protocol names. */
@RestController
class OperationController {
    private final HealthEndpoint health;
    private final PrometheusMeterRegistry meters;

    OperationController(HealthEndpoint health, PrometheusMeterRegistry meters) {
        this.health = health;
        this.meters = meters;
    }

    /** Up or down for everybody; what it consists of for those who may read metrics. 503 when down. */
    @GetMapping("/health")
    ResponseEntity<Map<String, Object>> health(@AuthenticationPrincipal @Nullable Identity who) {
        HealthDescriptor state = health.health();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", word(state));
        if (who != null && who.holds(Scope.METRICS_READ) && state instanceof CompositeHealthDescriptor whole) {
            Map<String, Object> checks = new LinkedHashMap<>();
            Objects.requireNonNull(whole.getComponents()).forEach((name, part) -> checks.put(name, check(part)));
            body.put("checks", checks);
        }
        return ResponseEntity.status(isUp(state) ? 200 : 503).body(body);
    }

    /** In the Prometheus text format. */
    @GetMapping(path = "/metrics", produces = "text/plain; version=0.0.4; charset=utf-8")
    String metrics() {
        return meters.scrape();
    }

    private static Map<String, Object> check(HealthDescriptor part) {
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("status", word(part));
        if (part instanceof IndicatedHealthDescriptor indicated && indicated.getDetails() != null) {
            check.putAll(indicated.getDetails());
        }
        return check;
    }

    private static boolean isUp(HealthDescriptor state) {
        return Status.UP.equals(state.getStatus());
    }

    private static String word(HealthDescriptor state) {
        return isUp(state) ? "up" : state.getStatus().getCode().toLowerCase(Locale.ROOT);
    }
}

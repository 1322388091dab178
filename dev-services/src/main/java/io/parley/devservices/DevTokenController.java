package io.parley.devservices;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /dev/token?user=alice&name=Alice}: a token to try the hub with, for callers on this machine only. */
@RestController
final class DevTokenController {
    /** Longer ids and names are typing errors or worse. */
    private static final int LONGEST = 128;

    private final DevTokens tokens;

    DevTokenController(DevTokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping("/dev/token")
    ResponseEntity<Object> token(HttpServletRequest request, @RequestParam(required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable String name) {
        if (!LocalCaller.sent(request)) {
            return answer(HttpStatus.FORBIDDEN, new Refused("Tokens are given to callers on this machine only, at http://localhost"));
        }
        if (user == null || user.isBlank() || user.length() > LONGEST) {
            return answer(HttpStatus.BAD_REQUEST, new Refused("Say who the token is for: /dev/token?user=alice (1 to 128 characters)"));
        }
        if (name != null && name.length() > LONGEST) {
            return answer(HttpStatus.BAD_REQUEST, new Refused("The name is longer than 128 characters"));
        }
        return answer(HttpStatus.OK, tokens.issue(user, name));
    }

    private static ResponseEntity<Object> answer(HttpStatus status, Object body) {
        return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).body(body);
    }

    record Refused(String message) {}
}

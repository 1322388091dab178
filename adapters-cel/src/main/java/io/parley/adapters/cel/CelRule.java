package io.parley.adapters.cel;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionResolver;
import dev.cel.runtime.CelRuntime;

import io.parley.application.rule.CompiledRule;
import io.parley.application.rule.Facts;

/**
 * One compiled rule.
 *
 * @param functions those that belong to it alone
 * @param budget    what an answer may cost, in the tariff's units
 */
record CelRule(CelRuntime.Program program, CelFunctionResolver functions, Tariff tariff, int budget) implements CompiledRule {
    @Override
    public boolean permits(Facts facts) {
        try {
            return program.trace(new Variables(facts), functions, new Meter(tariff, budget)) instanceof Boolean yes && yes;
        } catch (CelEvaluationException | RuntimeException | Meter.Exhausted e) {
            return false;
        }
    }
}

package io.parley.adapters.cel;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

import io.parley.application.rule.CompiledRule;
import io.parley.application.rule.Question;
import io.parley.domain.refusal.Outcome;

/** The language as it is spoken for one question: with the variables that the question offers and no others. Thread-safe. */
final class Dialect {
    /** What people can read nests less; each level is a dozen frames on the parser's stack. */
    private static final int MAX_NESTING = 32;
    /** Macros multiply what is written; without them 512 characters are fewer. */
    private static final int MAX_NODES = 2_000;
    /** Of a rule that a server wrote: a search through as many members as a room may have, by {@code exists}. At the worst 0.1 s. */
    private static final int RULE_BUDGET = 400_000;
    /** Of a filter, which anybody writes and which is asked for every message: some 800 steps of a loop. At the worst 5 ms. */
    private static final int FILTER_BUDGET = 20_000;

    private static final CelOptions OPTIONS = CelOptions.current().enableHeterogeneousNumericComparisons(true)
            .maxParseRecursionDepth(MAX_NESTING).maxParseExpressionNodeCount(MAX_NODES).maxParseErrorRecoveryLimit(1).build();
    /**
     * The tree interpreter, not the planner: in 0.14 the planner walks through the whole of a map or list whenever something in it is named. There
     * {@code message.event} costs as much as the message is large (63 µs with 10,000 numbers, here 0.2), and a {@code map} over them 2 s (here 4 ms).
     */
    private static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false).setStandardFunctions(Functions.STANDARD).addFunctionBindings(Functions.OWN).build();

    private final Map<String, CelType> variables;
    private final CelCompiler compiler;
    private final int budget;

    Dialect(Question question) {
        variables = variables(question);
        budget = switch (question) {
            case ENTER, PUBLISH -> RULE_BUDGET;
            case FILTER, AUDIENCE -> FILTER_BUDGET;
        };
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS).setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(Functions.DECLARED).addFunctionDeclarations(Functions.INCLUDES);
        variables.forEach(builder::addVar);
        compiler = builder.build();
    }

    private static Map<String, CelType> variables(Question question) {
        Map<String, CelType> all = new LinkedHashMap<>();
        all.put(Variables.AUTH, SimpleType.DYN);
        all.put(Variables.DATA, SimpleType.DYN);
        all.put(Variables.CHANNEL, SimpleType.STRING);
        all.put(Variables.CAPTURED, MapType.create(SimpleType.STRING, SimpleType.STRING));
        all.put(Variables.MESSAGE, MapType.create(SimpleType.STRING, SimpleType.DYN));
        all.keySet().retainAll(Variables.offered(question));
        return all;
    }

    /** The rule, or what is wrong with it. */
    Outcome<CompiledRule> compile(String text) {
        try {
            CelAbstractSyntaxTree tree = compiler.compile(text).getAst();
            CelKind kind = tree.getResultType().kind();
            if (kind != CelKind.BOOL && kind != CelKind.DYN) {
                return new Mistake(0, "a condition", "a value of type " + tree.getResultType().name()).refused();
            }
            Inspection inspection = Inspection.of(text, tree);
            if (inspection.mistake().isPresent()) {
                return inspection.mistake().get().refused();
            }
            return Outcome.done(new CelRule(RUNTIME.createProgram(tree), inspection.patterns().functions(), inspection.tariff(), budget));
        } catch (CelValidationException e) {
            return Mistakes.first(text, e, variables.keySet()).refused();
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("What compiles can be run", e);
        }
    }
}

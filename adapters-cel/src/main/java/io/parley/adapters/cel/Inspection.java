package io.parley.adapters.cel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelIdent;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.ast.CelExprVisitor;
import org.jspecify.annotations.Nullable;

/** One walk through a compiled expression: what each of its parts will cost, and what in it could not be bounded. */
final class Inspection extends CelExprVisitor {
    /** What macros call the result of a loop as far as it has come; nobody can write that. */
    private static final String ACCUMULATOR = "@result";

    private final String text;
    private final CelAbstractSyntaxTree tree;
    private final Patterns patterns = new Patterns();
    private final Tariff.Draft tariff = new Tariff.Draft();
    private @Nullable Mistake mistake;

    private Inspection(String text, CelAbstractSyntaxTree tree) {
        this.text = text;
        this.tree = tree;
    }

    /** An expression, looked through. */
    static Inspection of(String text, CelAbstractSyntaxTree tree) {
        Inspection inspection = new Inspection(text, tree);
        inspection.visit(tree);
        return inspection;
    }

    Optional<Mistake> mistake() {
        return Optional.ofNullable(mistake);
    }

    Tariff tariff() {
        return tariff.done();
    }

    Patterns patterns() {
        return patterns;
    }

    @Override
    protected void visit(CelExpr expr, CelCall call) {
        super.visit(expr, call);
        List<CelExpr> read = Stream.concat(call.target().stream(), call.args().stream()).toList();
        switch (call.function()) {
            case "_||_", "_&&_" -> tariff.forgives(expr);
            case "_[_]", "size" -> tariff.glancesAt(read.getFirst());
            case "@in" -> tariff.searches(read.getLast());
            case "includes" -> tariff.searches(read.getFirst());
            case "_==_", "_!=_" -> compare(read);
            case "matches" -> match(read.getFirst(), read.getLast());
            case "_+_" -> append(expr, read.getFirst());
            default -> {
                // Reads its arguments from beginning to end, which is what every part of an expression pays for anyway.
            }
        }
    }

    /** What is compared with a literal is not looked through: {@code auth != null}. */
    private void compare(List<CelExpr> sides) {
        if (sides.stream().anyMatch(side -> side.getKind() == ExprKind.Kind.CONSTANT)) {
            sides.forEach(tariff::glancesAt);
        }
    }

    /** A loop's list grows in place: what is put into it is paid for as the literal that it stands in. */
    private void append(CelExpr sum, CelExpr first) {
        if (isAccumulator(first)) {
            tariff.glancesAt(sum);
        }
    }

    private static boolean isAccumulator(CelExpr expr) {
        return expr.getKind() == ExprKind.Kind.IDENT && expr.ident().name().equals(ACCUMULATOR);
    }

    private void match(CelExpr subject, CelExpr pattern) {
        if (pattern.getKind() != ExprKind.Kind.CONSTANT || pattern.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            wrong(pattern, "a pattern between quotes", "one that is not known yet");
            return;
        }
        String written = pattern.constant().stringValue();
        patterns.add(written).ifPresent(objection -> wrong(pattern, "a regular expression", objection));
        tariff.matches(subject, patterns.steps(written));
    }

    @Override
    protected void visit(CelExpr expr, CelIdent ident) {
        if (isAccumulator(expr)) {
            tariff.glancesAt(expr);
        }
    }

    @Override
    protected void visit(CelExpr expr, CelSelect select) {
        super.visit(expr, select);
        tariff.glancesAt(select.operand());
    }

    @Override
    protected void visit(CelExpr expr, CelComprehension loop) {
        super.visit(expr, loop);
        tariff.glancesAt(loop.iterRange());
        tariff.repeats(loop.loopCondition());
        tariff.glancesAt(loop.loopStep());
    }

    private void wrong(CelExpr where, String expected, String got) {
        if (mistake == null) {
            int codePoints = tree.getSource().getPositionsMap().getOrDefault(where.id(), 0);
            mistake = new Mistake(Mistake.position(text, codePoints), expected, got);
        }
    }
}

/**
 * Rules and filters in CEL, the <a href="https://cel.dev">Common Expression Language</a>.
 *
 * <p>A text goes through a {@link io.parley.adapters.cel.Dialect}, one for each question, which knows the variables that the question offers
 * and the {@link io.parley.adapters.cel.Functions} of the language. What the compiler dislikes becomes a
 * {@link io.parley.adapters.cel.Mistake} with a position. What it likes is looked through once more by an
 * {@link io.parley.adapters.cel.Inspection}, which refuses what could not be bounded and writes the {@link io.parley.adapters.cel.Tariff}:
 * what each part of the expression costs. A {@link io.parley.adapters.cel.CelRule} then answers: its
 * {@link io.parley.adapters.cel.Variables} are made when they are asked for, and a {@link io.parley.adapters.cel.Meter} counts what is spent
 * and ends it all when the budget is used up. That is no.
 *
 * <p>Anybody may write a filter, and anybody may send what it is asked about. So nothing here may cost more than a bound, whatever both are.
 */
@NullMarked
package io.parley.adapters.cel;

import org.jspecify.annotations.NullMarked;

/**
 * Rules and filters: what the expressions of policies, rooms, subscriptions and broadcasts mean. A
 * {@link io.parley.application.rule.RuleLanguage} compiles each once, for the {@link io.parley.application.rule.Question} it answers; a
 * {@link io.parley.application.rule.CompiledRule} judges {@link io.parley.application.rule.Facts}.
 */
@NullMarked
package io.parley.application.rule;

import org.jspecify.annotations.NullMarked;

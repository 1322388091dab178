package io.parley.domain.delivery;

/**
 * A part of a channel's history that one epoch names.
 *
 * @param epoch what it was called
 * @param end   the last offset that still belongs to the history by that name; what was called so beyond is lost
 */
public record Stretch(String epoch, long end) {}

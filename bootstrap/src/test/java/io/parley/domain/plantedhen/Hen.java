package io.parley.domain.plantedhen;

import io.parley.domain.plantedhen.egg.Egg;

/** Breaks: packages are free of cycles. */
public record Hen(Egg lays) {}

package io.parley.domain.plantedhen.egg;

import io.parley.domain.plantedhen.Hen;

/** Breaks: packages are free of cycles. */
public record Egg(Hen becomes) {}

package org.melascope.gates;

/**
 * A reason that applies to a picture.
 *
 * @param reason which
 * @param value what was measured
 * @param limit beyond which the reason applies
 */
public record Finding(Reason reason, double value, double limit) {}

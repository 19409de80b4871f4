package org.melascope.network;

/**
 * What the network makes of one picture.
 *
 * @param logits one per output, not calibrated
 * @param evidence what each patch adds to each logit
 * @param embedding the mean of the patch tokens: the picture as the head sees it
 */
public record NetworkOutput(float[] logits, EvidenceMap evidence, float[] embedding) {}

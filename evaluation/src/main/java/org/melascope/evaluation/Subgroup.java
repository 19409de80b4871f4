package org.melascope.evaluation;

/**
 * The results on the pictures that have something in common.
 *
 * @param pictures how many, labelled or not
 * @param melanoma melanoma against the rest
 * @param malignant malignant against benign
 */
public record Subgroup(int pictures, BinaryResult melanoma, BinaryResult malignant) {}

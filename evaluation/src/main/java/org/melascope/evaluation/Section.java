package org.melascope.evaluation;

import java.util.Map;

/**
 * The results on some of the pictures.
 *
 * @param pictures how many, labelled or not
 * @param melanoma melanoma against the rest
 * @param malignant malignant against benign
 * @param diagnoses each diagnosis against the rest, by code
 * @param sevenDiagnoses the most likely diagnosis against the true one
 * @param melanomaByOrigin of a source only, where its melanomas come from several archives: those
 *     of one archive (by attribute {@code origin}, or {@code unknown}) against all pictures that
 *     are no melanoma. A network that has learnt to tell archives apart is found out by a low
 *     figure among them
 * @param subgroups of a source only: as in {@link Evaluation#subgroups}, within this source
 */
public record Section(
    int pictures,
    BinaryResult melanoma,
    BinaryResult malignant,
    Map<String, BinaryResult> diagnoses,
    DiagnosisResult sevenDiagnoses,
    Map<String, BinaryResult> melanomaByOrigin,
    Map<String, Map<String, Subgroup>> subgroups) {
  public Section {
    diagnoses = Ordered.copyOf(diagnoses);
    melanomaByOrigin = Ordered.copyOf(melanomaByOrigin);
    subgroups = Ordered.copyOf(subgroups);
  }

  /** The same results without those of origins and subgroups. */
  Section withoutBreakdown() {
    return new Section(
        pictures, melanoma, malignant, diagnoses, sevenDiagnoses, Map.of(), Map.of());
  }
}

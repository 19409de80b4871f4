package org.melascope.evaluation;

import java.util.List;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;

/**
 * Which diagnosis would be found most likely if all seven were equally frequent: every probability
 * is divided by how frequent that diagnosis seems to be, which is its mean probability over the
 * pictures; the true diagnoses play no part. Where diagnoses are as unequal as naevi and
 * dermatofibromas, the most likely one is seldom a rare one, however well they are told apart.
 * After Saerens, Latinne, Decaestecker, "Adjusting the Outputs of a Classifier to New a Priori
 * Probabilities", Neural Computation 14(1), 2002.
 */
final class EqualPrevalence {
  private EqualPrevalence() {}

  /** The diagnosis of each picture; of equal ones the first of {@link Diagnosis#ALL}. */
  static List<Diagnosis> found(List<DiagnosisDistribution> distributions) {
    double[] frequent = new double[Diagnosis.ALL.size()];
    for (DiagnosisDistribution distribution : distributions) {
      for (Diagnosis diagnosis : Diagnosis.ALL) {
        frequent[diagnosis.ordinal()] += distribution.of(diagnosis) / distributions.size();
      }
    }
    return distributions.stream().map(distribution -> found(distribution, frequent)).toList();
  }

  private static Diagnosis found(DiagnosisDistribution distribution, double[] frequent) {
    Diagnosis likeliest = Diagnosis.ALL.get(0);
    double highest = -1;
    for (Diagnosis diagnosis : Diagnosis.ALL) {
      double probability = distribution.of(diagnosis);
      double corrected = probability == 0 ? 0 : probability / frequent[diagnosis.ordinal()];
      if (corrected > highest) {
        likeliest = diagnosis;
        highest = corrected;
      }
    }
    return likeliest;
  }
}

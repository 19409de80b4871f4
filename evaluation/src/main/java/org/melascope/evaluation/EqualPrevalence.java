package org.melascope.evaluation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;

/**
 * Which diagnosis would be found most likely if all that occur were equally frequent: of these
 * alone, every probability is divided by the share that the diagnosis has among the pictures. By
 * Bayes' theorem that is the most likely one at equal prevalence, where the probabilities are
 * calibrated to pictures with these shares. Where diagnoses are as unequal as naevi and
 * dermatofibromas, the most likely one is seldom a rare one, however well they are told apart.
 */
final class EqualPrevalence {
  private EqualPrevalence() {}

  /**
   * The diagnosis of each picture, one of those that occur; of equal ones the first of {@link
   * Diagnosis#ALL}.
   *
   * @param truth the true diagnosis of each
   * @throws IllegalArgumentException if there are not as many of them as pictures
   */
  static List<Diagnosis> found(List<Diagnosis> truth, List<DiagnosisDistribution> distributions) {
    return found(truth, distributions, Bootstrap.once(truth.size()));
  }

  /**
   * The same with the shares that diagnoses have among pictures some of which count several times,
   * or not at all.
   *
   * @param drawn how often each picture counts; at least one does
   */
  static List<Diagnosis> found(
      List<Diagnosis> truth, List<DiagnosisDistribution> distributions, int[] drawn) {
    if (truth.size() != distributions.size()) {
      throw new IllegalArgumentException(
          truth.size() + " diagnoses for " + distributions.size() + " pictures");
    }
    Map<Diagnosis, Integer> counts = new EnumMap<>(Diagnosis.class);
    for (int i = 0; i < truth.size(); i++) {
      if (drawn[i] > 0) {
        counts.merge(truth.get(i), drawn[i], Integer::sum);
      }
    }
    return distributions.stream().map(distribution -> found(distribution, counts)).toList();
  }

  /** By counts in place of shares, which gives the same order. */
  private static Diagnosis found(
      DiagnosisDistribution distribution, Map<Diagnosis, Integer> counts) {
    Diagnosis likeliest = Diagnosis.ALL.get(0);
    double highest = -1;
    for (Map.Entry<Diagnosis, Integer> count : counts.entrySet()) {
      double corrected = distribution.of(count.getKey()) / count.getValue();
      if (corrected > highest) {
        likeliest = count.getKey();
        highest = corrected;
      }
    }
    return likeliest;
  }
}

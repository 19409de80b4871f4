package org.melascope.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.OperatingPoint;

/**
 * Another classifier to compare with, by its probabilities for the same pictures.
 *
 * @param name what to call it
 * @param scores by question ({@code melanoma}, {@code malignant}) those that it has
 * @param decisive what its decisions are made on
 * @param threshold a lesion is suspicious when its decisive score is at least this
 */
public record Rival(
    String name, Map<String, PeerScores> scores, PeerScores decisive, double threshold) {
  private static final List<Question> QUESTIONS = List.of(Question.MELANOMA, Question.MALIGNANT);

  public Rival {
    scores = Ordered.copyOf(scores);
    if (scores.isEmpty()) {
      throw new IllegalArgumentException(name + " says nothing of melanoma or of malignancy");
    }
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("a threshold must be from 0 to 1, not " + threshold);
    }
  }

  /**
   * A bundle, from what it said of the pictures.
   *
   * @param point the operating point that decides, on P(malignant)
   */
  public static Rival of(String name, List<Prediction> predictions, OperatingPoint point) {
    PeerScores malignant = scores(name, predictions, DiagnosisDistribution::malignant);
    Map<String, PeerScores> scores = new LinkedHashMap<>();
    scores.put(
        Question.MELANOMA.name(), scores(name, predictions, DiagnosisDistribution::melanoma));
    scores.put(Question.MALIGNANT.name(), malignant);
    return new Rival(name, scores, malignant, point.threshold());
  }

  private static PeerScores scores(
      String name,
      List<Prediction> predictions,
      ToDoubleFunction<DiagnosisDistribution> probability) {
    Map<String, Double> byPicture = new LinkedHashMap<>();
    predictions.forEach(
        p -> byPicture.put(p.picture(), probability.applyAsDouble(p.distribution())));
    return new PeerScores(name, byPicture);
  }

  /**
   * A file with the columns {@code image} and {@code p_melanoma} or {@code p_malignant} or both,
   * such as one that {@link Predictions} wrote. It decides by {@code p_malignant} if it has it.
   *
   * @throws IllegalArgumentException naming the file and what is wrong with it
   */
  public static Rival read(String name, Path file, double threshold) throws IOException {
    List<String> columns = Csv.columns(file);
    Map<String, PeerScores> scores = new LinkedHashMap<>();
    for (Question question : QUESTIONS) {
      String column = "p_" + question.name();
      if (columns.contains(column)) {
        scores.put(question.name(), PeerScores.read(name, file, column));
      }
    }
    if (scores.isEmpty()) {
      throw new IllegalArgumentException(
          file + ": the first row must name image and p_melanoma or p_malignant, not " + columns);
    }
    PeerScores melanomaAtLeast = scores.values().iterator().next();
    PeerScores decisive = scores.getOrDefault(Question.MALIGNANT.name(), melanomaAtLeast);
    return new Rival(name, scores, decisive, threshold);
  }

  /** The question on whose probability it decides. */
  Question decidesOn() {
    return scores.containsKey(Question.MALIGNANT.name()) ? Question.MALIGNANT : Question.MELANOMA;
  }

  /**
   * Checks that it says something about at least one of these pictures.
   *
   * @throws IllegalArgumentException if it does not, with the name of one of them
   */
  public void requireAnyOf(Collection<String> pictures) {
    if (pictures.stream().noneMatch(decisive.byPicture()::containsKey)) {
      throw new IllegalArgumentException(
          name
              + " says nothing about any of these pictures: their names must be those of --data,"
              + " such as "
              + pictures.stream().findFirst().orElse("a.jpg"));
    }
  }
}

package org.melascope.evaluation.robustness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.melascope.diagnosis.Proportion;
import org.melascope.evaluation.BinaryScores;
import org.melascope.evaluation.DeLong;
import org.melascope.evaluation.PairedTest;
import org.melascope.evaluation.Prediction;
import org.melascope.evaluation.Question;
import org.melascope.evaluation.Roc;
import org.melascope.evaluation.Subject;

/**
 * What changes of the pictures do to the answers, source by source. The names of the components are
 * the fields of {@code robustness.json}.
 *
 * @param subject what was evaluated, where that was said
 * @param threshold on P(malignant), at which decisions were compared
 * @param sources the table of each source, by name
 */
public record Robustness(
    Optional<Subject> subject, double threshold, Map<String, SourceRobustness> sources) {
  private static final double SENSITIVITY = 0.95;

  public Robustness {
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
  }

  /** The same results, saying what they are about. */
  public Robustness about(Subject named) {
    return new Robustness(Optional.of(named), threshold, sources);
  }

  /**
   * Compares the answers for changed pictures with those for the plain ones.
   *
   * @param plain for the pictures as they are
   * @param changed for the same pictures in the same order, by what was done to them
   * @throws IllegalArgumentException when they are not the same pictures
   */
  public static Robustness of(
      List<Prediction> plain, Map<Perturbation, List<Prediction>> changed, double threshold) {
    changed.forEach((perturbation, answers) -> requireSame(plain, perturbation, answers));
    Map<String, SourceRobustness> sources = new LinkedHashMap<>();
    for (String source : new TreeSet<>(plain.stream().map(Prediction::source).toList())) {
      Map<Perturbation, List<Prediction>> here = new LinkedHashMap<>();
      changed.forEach((perturbation, answers) -> here.put(perturbation, of(answers, source)));
      sources.put(source, source(of(plain, source), here, threshold));
    }
    return new Robustness(Optional.empty(), threshold, sources);
  }

  private static void requireSame(
      List<Prediction> plain, Perturbation perturbation, List<Prediction> answers) {
    List<String> names = plain.stream().map(Prediction::picture).toList();
    if (!answers.stream().map(Prediction::picture).toList().equals(names)) {
      throw new IllegalArgumentException(perturbation + ": needs the same pictures in order");
    }
  }

  private static List<Prediction> of(List<Prediction> predictions, String source) {
    return predictions.stream().filter(p -> p.source().equals(source)).toList();
  }

  private static SourceRobustness source(
      List<Prediction> plain, Map<Perturbation, List<Prediction>> changed, double threshold) {
    Question question =
        Question.MELANOMA.scores(plain).hasBothClasses() ? Question.MELANOMA : Question.MALIGNANT;
    BinaryScores scores = question.scores(plain);
    List<RobustnessRow> rows = new ArrayList<>();
    changed.forEach(
        (perturbation, answers) ->
            rows.add(row(perturbation, plain, answers, question, threshold)));
    return new SourceRobustness(
        question.name(),
        plain.size(),
        scores.positives(),
        DeLong.auc(scores),
        specificity(scores),
        rows);
  }

  private static RobustnessRow row(
      Perturbation perturbation,
      List<Prediction> plain,
      List<Prediction> changed,
      Question question,
      double threshold) {
    BinaryScores before = question.scores(plain);
    BinaryScores after = question.scores(changed);
    OptionalDouble specificity = specificity(after);
    long more = crossings(plain, changed, threshold);
    long fewer = crossings(changed, plain, threshold);
    return new RobustnessRow(
        perturbation.name(),
        perturbation.description(),
        DeLong.auc(after),
        DeLong.compare(after, before).map(PairedTest::difference),
        specificity,
        specificity.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(specificity.getAsDouble() - specificity(before).orElseThrow()),
        Proportion.wilson(more + fewer, plain.size()),
        more);
  }

  private static OptionalDouble specificity(BinaryScores scores) {
    return Optional.of(scores)
        .filter(BinaryScores::hasBothClasses)
        .flatMap(both -> new Roc(both).atSensitivity(SENSITIVITY))
        .map(rates -> rates.specificity().value())
        .orElse(OptionalDouble.empty());
  }

  /** How many pictures are below the threshold at first and at or above it then. */
  private static long crossings(List<Prediction> first, List<Prediction> then, double threshold) {
    long crossings = 0;
    for (int i = 0; i < first.size(); i++) {
      boolean before = first.get(i).distribution().malignant() >= threshold;
      boolean after = then.get(i).distribution().malignant() >= threshold;
      crossings += !before && after ? 1 : 0;
    }
    return crossings;
  }
}

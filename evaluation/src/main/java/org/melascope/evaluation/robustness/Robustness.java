package org.melascope.evaluation.robustness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.melascope.diagnosis.Decision;
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
 * @param threshold on P(malignant) that pictures may cross
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
   * @param threshold on P(malignant) that pictures may cross
   * @throws IllegalArgumentException when they are not the same pictures
   */
  public static Robustness of(
      List<DecidedPicture> plain,
      Map<Perturbation, List<DecidedPicture>> changed,
      double threshold) {
    changed.forEach((perturbation, answers) -> requireSame(plain, perturbation, answers));
    Map<String, SourceRobustness> sources = new LinkedHashMap<>();
    for (String source : new TreeSet<>(predictions(plain).map(Prediction::source).toList())) {
      Map<Perturbation, List<DecidedPicture>> here = new LinkedHashMap<>();
      changed.forEach((perturbation, answers) -> here.put(perturbation, of(answers, source)));
      sources.put(source, source(of(plain, source), here, threshold));
    }
    return new Robustness(Optional.empty(), threshold, sources);
  }

  private static Stream<Prediction> predictions(List<DecidedPicture> pictures) {
    return pictures.stream().map(DecidedPicture::prediction);
  }

  private static BinaryScores scores(Question question, List<DecidedPicture> pictures) {
    return question.scores(predictions(pictures).toList());
  }

  private static void requireSame(
      List<DecidedPicture> plain, Perturbation perturbation, List<DecidedPicture> answers) {
    List<String> names = predictions(plain).map(Prediction::picture).toList();
    if (!predictions(answers).map(Prediction::picture).toList().equals(names)) {
      throw new IllegalArgumentException(perturbation + ": needs the same pictures in order");
    }
  }

  private static List<DecidedPicture> of(List<DecidedPicture> pictures, String source) {
    return pictures.stream().filter(p -> p.prediction().source().equals(source)).toList();
  }

  private static SourceRobustness source(
      List<DecidedPicture> plain,
      Map<Perturbation, List<DecidedPicture>> changed,
      double threshold) {
    Question question =
        scores(Question.MELANOMA, plain).hasBothClasses() ? Question.MELANOMA : Question.MALIGNANT;
    BinaryScores scores = scores(question, plain);
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
        Optional.of(notAssessable(plain)),
        rows);
  }

  private static RobustnessRow row(
      Perturbation perturbation,
      List<DecidedPicture> plain,
      List<DecidedPicture> changed,
      Question question,
      double threshold) {
    BinaryScores before = scores(question, plain);
    BinaryScores after = scores(question, changed);
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
        more,
        Optional.of(otherDecision(plain, changed)),
        Optional.of(notAssessable(changed)));
  }

  private static Proportion otherDecision(List<DecidedPicture> first, List<DecidedPicture> then) {
    long others =
        IntStream.range(0, first.size())
            .filter(i -> !first.get(i).is(then.get(i).decision()))
            .count();
    return Proportion.wilson(others, first.size());
  }

  private static Proportion notAssessable(List<DecidedPicture> pictures) {
    return Proportion.wilson(
        pictures.stream().filter(picture -> picture.is(Decision.NOT_ASSESSABLE)).count(),
        pictures.size());
  }

  private static OptionalDouble specificity(BinaryScores scores) {
    return Optional.of(scores)
        .filter(BinaryScores::hasBothClasses)
        .flatMap(both -> new Roc(both).atSensitivity(SENSITIVITY))
        .map(rates -> rates.specificity().value())
        .orElse(OptionalDouble.empty());
  }

  /** How many pictures are below the threshold at first and at or above it then. */
  private static long crossings(
      List<DecidedPicture> first, List<DecidedPicture> then, double threshold) {
    return IntStream.range(0, first.size())
        .filter(i -> !first.get(i).reaches(threshold) && then.get(i).reaches(threshold))
        .count();
  }
}

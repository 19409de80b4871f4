package org.melascope.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Computes every part of a {@link PairedResult}. */
record Pairing(double threshold, Rival rival, Bootstrap bootstrap) {
  /** Empty where the rival has no scores for the question, or no picture answers it. */
  Optional<PairedResult> result(List<Prediction> all, Question question) {
    List<Prediction> predictions = question.answered(all);
    PeerScores peer = rival.scores().get(question.name());
    if (peer == null || predictions.isEmpty()) {
      return Optional.empty();
    }
    BinaryScores first = question.scores(predictions);
    BinaryScores second = peer.scores(predictions, question);
    return Optional.of(
        new PairedResult(
            first.size(),
            first.positives(),
            DeLong.compare(first, second),
            specificities(first, second, lesions(predictions)),
            shares(predictions, question, true),
            shares(predictions, question, false),
            disagreements(predictions, first, second)));
  }

  private static List<String> lesions(List<Prediction> predictions) {
    return predictions.stream().map(Prediction::lesionKey).toList();
  }

  private List<SpecificityDifference> specificities(
      BinaryScores first, BinaryScores second, List<String> lesions) {
    List<SpecificityDifference> differences = new ArrayList<>();
    Roc ours = new Roc(first);
    Roc theirs = new Roc(second);
    if (first.hasBothClasses()) {
      for (double target : Evaluator.SENSITIVITIES) {
        double a = ours.specificityAt(target).orElseThrow();
        double b = theirs.specificityAt(target).orElseThrow();
        Optional<Interval> interval =
            bootstrap
                .interval(lesions, drawn -> gap(ours.redrawn(drawn), theirs.redrawn(drawn), target))
                .filter(Interval::hasWidth);
        differences.add(new SpecificityDifference(target, a, b, new Estimate(a - b, interval)));
      }
    }
    return differences;
  }

  private static OptionalDouble gap(Roc first, Roc second, double target) {
    OptionalDouble ours = first.specificityAt(target);
    OptionalDouble theirs = second.specificityAt(target);
    return ours.isEmpty() || theirs.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(ours.getAsDouble() - theirs.getAsDouble());
  }

  /**
   * Right is suspicious for the positive pictures, and not suspicious for the others. Where the
   * rival decides on melanoma alone, only those others count that are known to be benign: ours,
   * which decides on malignancy, would be blamed for finding other cancers.
   */
  private Optional<PairedShares> shares(
      List<Prediction> predictions, Question question, boolean positive) {
    boolean cancersCount = rival.decidesOn().equals(Question.MALIGNANT);
    List<Prediction> wanted =
        predictions.stream()
            .filter(p -> question.answer(p).equals(Optional.of(positive)))
            .filter(
                p ->
                    positive
                        || cancersCount
                        || Question.MALIGNANT.answer(p).equals(Optional.of(false)))
            .toList();
    boolean[] first = new boolean[wanted.size()];
    boolean[] second = new boolean[wanted.size()];
    for (int i = 0; i < first.length; i++) {
      Prediction prediction = wanted.get(i);
      first[i] = prediction.distribution().malignant() >= threshold == positive;
      second[i] = rival.decisive().of(prediction.picture()) >= rival.threshold() == positive;
    }
    return PairedShares.of(first, second, lesions(wanted), bootstrap);
  }

  private static List<Disagreement> disagreements(
      List<Prediction> predictions, BinaryScores first, BinaryScores second) {
    return IntStream.range(0, first.size())
        .mapToObj(
            i ->
                new Disagreement(
                    predictions.get(i).picture(),
                    first.positive(i),
                    first.score(i),
                    second.score(i)))
        .sorted(
            Comparator.comparingDouble((Disagreement d) -> -d.gap())
                .thenComparing(Disagreement::picture))
        .limit(PairedResult.SHOWN)
        .toList();
  }
}

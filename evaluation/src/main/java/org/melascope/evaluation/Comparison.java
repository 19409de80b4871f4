package org.melascope.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.melascope.diagnosis.OperatingPoint;

/**
 * Two classifiers on the same pictures, source by source. The names of the components are the
 * fields of {@code comparison.json}.
 *
 * @param first name of ours
 * @param firstThreshold on P(malignant), at which ours calls a lesion suspicious
 * @param second name of the other
 * @param secondThreshold on its own probability
 * @param secondDecidesOn the question whose probability that is ({@code malignant}, or {@code
 *     melanoma} of a classifier that says nothing else); empty in results of earlier versions
 * @param pictures that both say something about
 * @param leftOut pictures of ours that the other says nothing about
 * @param sources for each source and question ({@code melanoma}, {@code malignant}) the result
 */
public record Comparison(
    String first,
    double firstThreshold,
    String second,
    double secondThreshold,
    Optional<String> secondDecidesOn,
    int pictures,
    int leftOut,
    Map<String, Map<String, PairedResult>> sources) {
  public Comparison {
    sources = Ordered.copyOf(sources);
  }

  /**
   * Compares on the pictures that both know.
   *
   * @param name of ours
   * @param ours what ours said, each picture once
   * @param point at which ours decides
   * @throws IllegalArgumentException when there is no such picture
   */
  public static Comparison of(
      String name, List<Prediction> ours, OperatingPoint point, Rival rival, Bootstrap bootstrap) {
    rival.requireAnyOf(ours.stream().map(Prediction::picture).toList());
    List<Prediction> common =
        ours.stream().filter(p -> rival.decisive().byPicture().containsKey(p.picture())).toList();
    Pairing pairing = new Pairing(point.threshold(), rival, bootstrap);
    Map<String, Map<String, PairedResult>> sources = new LinkedHashMap<>();
    new Grouping("source", prediction -> Optional.of(prediction.source()))
        .groups(common)
        .forEach(
            (source, predictions) -> {
              Map<String, PairedResult> results = new LinkedHashMap<>();
              for (Question question : List.of(Question.MELANOMA, Question.MALIGNANT)) {
                pairing
                    .result(predictions, question)
                    .ifPresent(result -> results.put(question.name(), result));
              }
              sources.put(source, Ordered.copyOf(results));
            });
    return new Comparison(
        name,
        point.threshold(),
        rival.name(),
        rival.threshold(),
        Optional.of(rival.decidesOn().name()),
        common.size(),
        ours.size() - common.size(),
        sources);
  }
}

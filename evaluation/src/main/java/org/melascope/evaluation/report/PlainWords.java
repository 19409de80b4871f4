package org.melascope.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.melascope.diagnosis.Proportion;
import org.melascope.evaluation.BinaryResult;
import org.melascope.evaluation.Estimate;
import org.melascope.evaluation.PointResult;
import org.melascope.evaluation.PredictiveValues;

/** Results in sentences for somebody who has never read such a report. */
final class PlainWords {
  /** Below so many positive pictures a figure is called uncertain, whatever it is. */
  static final int FEW = 30;

  /** What the numbers cannot say; true of every evaluation of this kind. */
  static final List<String> LIMITS =
      List.of(
          "They hold for pictures like these: the same cameras, clinics and people. On others the same"
              + " network can do much worse, and nothing on this page would show it.",
          "They are about pictures, not about people: nobody was examined, and no outcome was awaited.",
          "Malignant lesions are far more common here than among the moles of passers-by. Of the lesions"
              + " that are called suspicious, a smaller share would be malignant there: see the predictive"
              + " values at 1, 5 and 20 %.",
          "A figure over several sources mixes how well lesions are told apart with how well sources are:"
              + " look at each source alone.",
          "The brackets hold what chance alone could do with pictures like these: 95 of 100 such intervals"
              + " contain the true value. They do not hold what another hospital would change.",
          "Skin tone is not recorded in most public collections. Unless a table below names it, nothing is"
              + " known of how well the network does on dark skin.",
          "A missed lesion is not made good by an average: whoever has a changing, bleeding or worrying mole"
              + " needs a doctor, whatever the network says.");

  private PlainWords() {}

  /** Some sentences on one question; empty where it has no answer on these pictures. */
  static Optional<String> of(BinaryResult result, Naming naming, double defaultSensitivity) {
    return result
        .auc()
        .map(
            auc -> {
              List<String> sentences = new ArrayList<>();
              sentences.add(pictures(result, naming));
              sentences.add(ranking(auc, naming));
              result.operatingPoints().stream()
                  .filter(point -> point.targetSensitivity() == defaultSensitivity)
                  .forEach(point -> sentences.addAll(atTheDefault(point, naming)));
              if (result.positives() < FEW) {
                sentences.add(
                    "With only " + result.positives() + " of them, all of this is very uncertain.");
              }
              return String.join(" ", sentences);
            });
  }

  private static String pictures(BinaryResult result, Naming naming) {
    return "%s pictures of %s lesions, %s of them %s."
        .formatted(
            Numbers.count(result.pictures()),
            Numbers.count(result.lesions()),
            Numbers.count(result.positives()),
            naming.several());
  }

  private static String ranking(Estimate auc, Naming naming) {
    return String.format(
        Locale.ROOT,
        "Shown one %s and one other lesion, the network gives the higher probability to the right one in"
            + " %.0f of 100 cases%s (50 would be guessing).",
        naming.one(),
        100 * auc.value(),
        auc.interval()
            .map(i -> String.format(Locale.ROOT, " [%.0f to %.0f]", 100 * i.low(), 100 * i.high()))
            .orElse(""));
  }

  private static List<String> atTheDefault(PointResult point, Naming naming) {
    List<String> sentences = new ArrayList<>();
    Proportion found = point.sensitivity();
    Proportion spared = point.specificity();
    sentences.add(
        "At its default setting it called %s %s suspicious and missed %s of the %s."
            .formatted(
                Numbers.ofHundred(found),
                naming.several(),
                Numbers.count(found.trials() - found.successes()),
                Numbers.count(found.trials())));
    sentences.add(
        "It left %s other lesions alone; the rest were false alarms."
            .formatted(Numbers.ofHundred(spared)));
    point.predictiveValues().stream()
        .filter(values -> values.prevalence() == 0.05)
        .findFirst()
        .flatMap(values -> suspicious(values, naming))
        .ifPresent(sentences::add);
    return sentences;
  }

  private static Optional<String> suspicious(PredictiveValues values, Naming naming) {
    if (values.positive().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "Where 5 of 100 lesions are %s, %.0f of 100 suspicious ones would be.",
            naming.several(),
            100 * values.positive().getAsDouble()));
  }
}

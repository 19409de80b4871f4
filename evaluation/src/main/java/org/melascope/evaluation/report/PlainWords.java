package org.melascope.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.melascope.diagnosis.Proportion;
import org.melascope.evaluation.BinaryResult;
import org.melascope.evaluation.Estimate;
import org.melascope.evaluation.PointResult;
import org.melascope.evaluation.PredictiveValues;
import org.melascope.evaluation.Section;

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

  /**
   * Some sentences on melanomas or, where these cannot be told from others, on malignant lesions;
   * empty where neither can.
   */
  static Optional<String> of(Section section, double defaultSensitivity) {
    boolean melanoma = section.melanoma().auc().isPresent();
    BinaryResult result = melanoma ? section.melanoma() : section.malignant();
    Naming naming = melanoma ? Naming.MELANOMA : Naming.MALIGNANT;
    return result
        .auc()
        .map(
            auc -> {
              List<String> sentences = new ArrayList<>();
              sentences.add(pictures(result, naming));
              sentences.add(ranking(auc, naming));
              result.operatingPoints().stream()
                  .filter(point -> point.targetSensitivity() == defaultSensitivity)
                  .forEach(
                      point ->
                          sentences.addAll(
                              atTheDefault(
                                  point,
                                  naming,
                                  melanoma ? otherCancers(section, point) : OptionalLong.of(0))));
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
        ofHundred(auc));
  }

  /** The interval of a share as so many of 100, with a space before it; nothing without one. */
  private static String ofHundred(Estimate share) {
    return share
        .interval()
        .map(i -> String.format(Locale.ROOT, " [%.0f to %.0f]", 100 * i.low(), 100 * i.high()))
        .orElse("");
  }

  /**
   * How many of the lesions that are called suspicious and are no melanomas are other cancers;
   * empty where it is not known of all of them.
   */
  private static OptionalLong otherCancers(Section section, PointResult point) {
    BinaryResult malignant = section.malignant();
    boolean allKnown =
        malignant.pictures() == section.pictures()
            && section.melanoma().pictures() == section.pictures();
    return malignant.operatingPoints().stream()
        .filter(other -> allKnown && other.targetSensitivity() == point.targetSensitivity())
        .mapToLong(other -> other.sensitivity().successes() - point.sensitivity().successes())
        .findFirst();
  }

  private static String flagged(Proportion spared, OptionalLong otherCancers) {
    if (otherCancers.isEmpty()) {
      return "It left %s other lesions alone; the rest it called suspicious, too, other cancers among them rightly."
          .formatted(Numbers.ofHundred(spared));
    }
    long rest = spared.trials() - spared.successes();
    long cancers = otherCancers.getAsLong();
    return cancers == 0
        ? "It left %s other lesions alone; the rest were false alarms."
            .formatted(Numbers.ofHundred(spared))
        : "It left %s other lesions alone; of the other %s, which it called suspicious, too, %s are other cancers and the rest false alarms."
            .formatted(Numbers.ofHundred(spared), Numbers.count(rest), Numbers.count(cancers));
  }

  private static List<String> atTheDefault(
      PointResult point, Naming naming, OptionalLong otherCancers) {
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
    sentences.add(flagged(spared, otherCancers));
    point.predictiveValues().stream()
        .filter(values -> values.prevalence() == 0.05)
        .findFirst()
        .flatMap(values -> suspicious(values, naming))
        .ifPresent(sentences::add);
    return sentences;
  }

  private static Optional<String> suspicious(PredictiveValues values, Naming naming) {
    return values
        .positiveEstimate()
        .map(
            share ->
                String.format(
                    Locale.ROOT,
                    "Where 5 of 100 lesions are %s, %.0f of 100%s suspicious ones would be.",
                    naming.several(),
                    100 * share.value(),
                    ofHundred(share)));
  }
}

package org.melascope.evaluation.report;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.melascope.evaluation.faithfulness.Faithfulness;
import org.melascope.evaluation.faithfulness.PatchOrder;

/** A {@link Faithfulness} for a terminal, at most 100 columns wide. */
public final class FaithfulnessText {
  static final Map<PatchOrder, String> NAMES =
      Map.of(
          PatchOrder.EVIDENCE, "most evidence first",
          PatchOrder.RANDOM, "by chance",
          PatchOrder.CENTRE, "from the middle");

  private FaithfulnessText() {}

  /** The areas of the curves by order, and the correlations, ending with a line break. */
  public static String of(Faithfulness faithfulness) {
    StringBuilder text = new StringBuilder();
    text.append("is the heat map faithful? ")
        .append(Numbers.count(faithfulness.pictures()))
        .append(" pictures; P(likeliest diagnosis) as patches are blurred away and put back\n");
    row(text, "", "area, blurred away", "area, put back");
    faithfulness
        .orders()
        .forEach(
            (order, result) ->
                row(
                    text,
                    name(order),
                    Numbers.estimate(Optional.of(result.deletionArea())),
                    Numbers.estimate(Optional.of(result.insertionArea()))));
    row(text, "by how much evidence is better", "", "");
    faithfulness
        .orders()
        .forEach(
            (order, result) -> {
              if (order != PatchOrder.EVIDENCE) {
                row(
                    text,
                    "  than " + name(order),
                    Numbers.difference(result.deletionLead()),
                    Numbers.difference(result.insertionLead()));
              }
            });
    row(
        text,
        "a patch's evidence and what blurring it does, correlation",
        Numbers.estimate(faithfulness.patches()),
        "");
    row(
        text,
        "the map and that of shuffled weights, correlation",
        Numbers.estimate(faithfulness.shuffled()),
        "");
    return text.toString();
  }

  static String name(PatchOrder order) {
    return NAMES.getOrDefault(order, order.name());
  }

  private static void row(StringBuilder text, String name, String first, String second) {
    int width = second.isEmpty() ? 58 : 34;
    text.append(
            String.format(Locale.ROOT, "  %-" + width + "s %-25s %s", name, first, second)
                .stripTrailing())
        .append('\n');
  }
}

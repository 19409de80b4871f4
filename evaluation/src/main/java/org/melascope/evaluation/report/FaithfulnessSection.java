package org.melascope.evaluation.report;

import java.util.Locale;
import java.util.Optional;
import org.melascope.evaluation.faithfulness.Curve;
import org.melascope.evaluation.faithfulness.Faithfulness;

/** The part of the page on whether the heat maps say what the network does. */
record FaithfulnessSection(Faithfulness faithfulness) {
  static final String ID = "faithfulness";

  void write(Markup page) {
    page.open("section").element("h2", "Is the heat map faithful?", "id", ID);
    page.element(
        "p",
        "In each of %s pictures patches were blurred away one part after the other, and put back into the blurred picture, and the probability of its likeliest diagnosis was computed anew each time. If the map is right about what matters, the probability falls fastest, and comes back fastest, in the order of evidence."
            .formatted(Numbers.count(faithfulness.pictures())));
    areas(page);
    curves(page, "Probability while patches are blurred away", true);
    curves(page, "Probability while patches are put back", false);
    page.element(
        "p",
        "Patch by patch: Spearman's correlation of a patch's evidence with the fall of the logit when that patch alone is blurred away is %s, the mean over the pictures. It is not 1 even for a map that adds up exactly: what a patch contributes depends on its neighbours, which the network has looked at, too. With the network's weights shuffled the map's correlation with the real one is %s: near 0, the map shows what was learnt, not just the picture."
            .formatted(
                Numbers.estimate(faithfulness.patches()),
                Numbers.estimate(faithfulness.shuffled())));
    page.close("section");
  }

  private void areas(Markup page) {
    Table table =
        new Table(
            "Area below the curves",
            "order of the patches",
            "blurred away",
            "put back",
            "evidence better by, blurred away",
            "evidence better by, put back");
    faithfulness
        .orders()
        .forEach(
            (order, result) ->
                table.row(
                    FaithfulnessText.name(order),
                    Numbers.estimate(Optional.of(result.deletionArea())),
                    Numbers.estimate(Optional.of(result.insertionArea())),
                    Numbers.difference(result.deletionLead()),
                    Numbers.difference(result.insertionLead())));
    table.write(page);
  }

  private void curves(Markup page, String caption, boolean deletion) {
    int steps = faithfulness.orders().values().iterator().next().deletion().values().size() - 1;
    String[] headers = new String[steps + 2];
    headers[0] = "order of the patches";
    for (int i = 0; i <= steps; i++) {
      headers[i + 1] = String.format(Locale.ROOT, "%.0f %%", 100.0 * i / steps);
    }
    Table table = new Table(caption, headers);
    faithfulness
        .orders()
        .forEach(
            (order, result) -> {
              Curve curve = deletion ? result.deletion() : result.insertion();
              String[] cells = new String[steps + 2];
              cells[0] = FaithfulnessText.name(order);
              for (int i = 0; i <= steps; i++) {
                cells[i + 1] = Numbers.decimals(curve.values().get(i));
              }
              table.row(cells);
            });
    table.write(page);
  }
}

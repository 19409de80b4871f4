package org.melascope;

import java.util.Optional;
import org.melascope.gates.LesionArea;
import org.melascope.network.EvidenceMap;

/**
 * Where in the picture that lies which speaks for a diagnosis: shares of the positive evidence of
 * all patches, which add up to 1. Where the lesion is, is known as coarsely as {@link LesionArea}
 * knows it.
 *
 * @param lesion share on patches that lie on the lesion
 * @param border share on patches that lie partly on it
 * @param outside share on patches off the lesion: skin, hair, a ruler, ink, the edge of the picture
 */
public record EvidencePlacement(double lesion, double border, double outside) {
  /** A larger share outside than this is remarked on. */
  public static final double MOST = 0.5;

  /**
   * Where the evidence for an output lies.
   *
   * @param output index of the output
   * @return nothing where no patch speaks for it, or there is no lesion in the picture
   */
  static Optional<EvidencePlacement> of(EvidenceMap evidence, int output, LesionArea lesion) {
    double on = 0;
    double border = 0;
    double outside = 0;
    for (int row = 0; row < evidence.rows(); row++) {
      for (int column = 0; column < evidence.columns(); column++) {
        double value = Math.max(0, evidence.at(output, row, column));
        double covered = covered(evidence, row, column, lesion);
        on += covered == 1 ? value : 0;
        border += covered > 0 && covered < 1 ? value : 0;
        outside += covered == 0 ? value : 0;
      }
    }
    double all = on + border + outside;
    return all > 0 && lesion.share() > 0
        ? Optional.of(new EvidencePlacement(on / all, border / all, outside / all))
        : Optional.empty();
  }

  /** The lesion's share of the cells whose centres lie in a patch. */
  private static double covered(EvidenceMap evidence, int row, int column, LesionArea lesion) {
    int cells = 0;
    int lesions = 0;
    int side = lesion.side();
    for (int y = first(row, evidence.rows(), side);
        y < first(row + 1, evidence.rows(), side);
        y++) {
      for (int x = first(column, evidence.columns(), side);
          x < first(column + 1, evidence.columns(), side);
          x++) {
        cells++;
        lesions += lesion.at(y, x) ? 1 : 0;
      }
    }
    return cells == 0 ? 0 : (double) lesions / cells;
  }

  /** The first cell whose centre does not lie before a patch. */
  private static int first(int patch, int patches, int cells) {
    return (int) Math.ceil((double) patch * cells / patches - 0.5);
  }
}

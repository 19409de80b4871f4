package org.melascope.evaluation.fitting;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.melascope.gates.ImageQuality;
import org.melascope.gates.QualityLimits;
import org.melascope.gates.Reason;

/** Sets the limits of image quality on validation pictures. */
final class QualityFit {
  /** What keeps from answering may refuse so large a share of the validation pictures, each. */
  private static final double REFUSED = 0.005;

  /** A remark may be made on so large a share. */
  private static final double REMARKED = 0.05;

  private QualityFit() {}

  /**
   * The limits: each measure's value that so few good pictures lie beyond, or the value at which
   * the network was seen to get worse if that lies further out.
   *
   * @param pictures the quality of validation pictures as they are
   * @param harmful by code the value of a measure at which the network gets worse, where known
   */
  static QualityLimits of(List<ImageQuality> pictures, Map<String, Double> harmful) {
    Map<String, Double> limits = new TreeMap<>();
    for (Reason reason : Reason.OF_QUALITY) {
      double share = reason.consequence() == Reason.Consequence.REMARK ? REMARKED : REFUSED;
      double usual = Quantile.of(values(pictures, reason), reason.above() ? 1 - share : share);
      double harm = harmful.getOrDefault(reason.code(), usual);
      limits.put(reason.code(), reason.above() ? Math.max(usual, harm) : Math.min(usual, harm));
    }
    return new QualityLimits(limits);
  }

  private static double[] values(List<ImageQuality> pictures, Reason reason) {
    return pictures.stream().mapToDouble(quality -> quality.of(reason)).toArray();
  }
}

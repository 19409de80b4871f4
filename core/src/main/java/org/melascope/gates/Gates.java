package org.melascope.gates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a bundle holds against answering.
 *
 * @param quality how bad a picture may be
 * @param novelty how unlike the training pictures a picture is
 * @param noveltyLimit how unlike them it may be
 * @param conformal which answers a probability leaves open
 * @param spreadLimit how far apart P(malignant) may lie over the turned and mirrored views of a
 *     picture
 */
public record Gates(
    QualityLimits quality,
    Novelty novelty,
    double noveltyLimit,
    ConformalPrediction conformal,
    double spreadLimit) {

  /** What speaks against answering for a picture that was looked at once. */
  public Judgement judge(ImageQuality picture, double noveltyScore, double malignant) {
    List<Finding> findings = new ArrayList<>(quality.findings(picture));
    // Also where it is not a number.
    if (!(noveltyScore <= noveltyLimit)) {
      findings.add(new Finding(Reason.UNLIKE_KNOWN, noveltyScore, noveltyLimit));
    }
    List<PredictionSet> sets = conformal.of(malignant);
    if (conformal.decidingLevel().of(malignant).both()) {
      findings.add(
          new Finding(Reason.BOTH_POSSIBLE, malignant, conformal.decidingLevel().malignantFrom()));
    }
    return new Judgement(picture, noveltyScore, noveltyLimit, sets, findings);
  }

  /**
   * What should be known of a lesion that a threshold lets pass: a low sensitivity lets pass also
   * some of which a conformal set holds malignant alone.
   */
  public Optional<Finding> againstLettingPass(double malignant) {
    return conformal
        .malignantAlone(malignant)
        .map(level -> new Finding(Reason.BENIGN_RULED_OUT, malignant, level.benignUpTo()));
  }

  /**
   * {@link #judge} for a picture that was looked at turned and mirrored, too.
   *
   * @param spread the highest P(malignant) of all views minus the lowest
   */
  public Judgement judge(
      ImageQuality picture, double noveltyScore, double malignant, double spread) {
    Judgement once = judge(picture, noveltyScore, malignant);
    if (spread <= spreadLimit) {
      return once;
    }
    List<Finding> findings = new ArrayList<>(once.findings());
    findings.add(new Finding(Reason.TURNS_DISAGREE, spread, spreadLimit));
    return new Judgement(picture, noveltyScore, noveltyLimit, once.sets(), findings);
  }
}

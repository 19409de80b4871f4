package org.melascope.training;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.LabelSet;
import org.melascope.evaluation.BinaryScores;
import org.melascope.evaluation.Roc;
import org.melascope.evaluation.TemperatureScaling;
import org.melascope.evaluation.report.EpochFiles;

/**
 * What an epoch of training came to.
 *
 * @param epoch from 1
 * @param steps batches done in all
 * @param trainingLoss mean loss of the random views, of the weights as they changed
 * @param validationLoss mean loss on the validation pictures, of the averaged weights
 * @param melanomaAuc area under the ROC curve for melanoma on the validation pictures; NaN if
 *     undefined
 * @param malignantAuc the same for malignant against benign
 * @param seconds since the training began
 */
public record EpochMetrics(
    int epoch,
    long steps,
    double trainingLoss,
    double validationLoss,
    double melanomaAuc,
    double malignantAuc,
    double seconds) {
  /** The columns of {@link #row}. */
  public static final List<String> COLUMNS =
      List.of(
          "epoch",
          "steps",
          "training_loss",
          "validation_loss",
          "auc_melanoma",
          "auc_malignant",
          EpochFiles.SECONDS);

  static EpochMetrics of(
      int epoch, long steps, double trainingLoss, LabelledOutputs outputs, double seconds) {
    double loss = Double.NaN;
    if (!outputs.outputs().isEmpty()) {
      loss = TemperatureScaling.loss(outputs.outputs(), outputs.labels(), 1);
    }
    return new EpochMetrics(
        epoch,
        steps,
        trainingLoss,
        loss,
        auc(outputs, LabelSet::melanoma, DiagnosisDistribution::melanoma),
        auc(outputs, LabelSet::malignant, DiagnosisDistribution::malignant),
        seconds);
  }

  private static double auc(
      LabelledOutputs outputs,
      Function<LabelSet, Optional<Boolean>> truth,
      ToDoubleFunction<DiagnosisDistribution> score) {
    int known =
        (int) outputs.labels().stream().filter(label -> truth.apply(label).isPresent()).count();
    double[] scores = new double[known];
    boolean[] positive = new boolean[known];
    int next = 0;
    for (int i = 0; i < outputs.labels().size(); i++) {
      Optional<Boolean> answer = truth.apply(outputs.labels().get(i));
      if (answer.isPresent()) {
        scores[next] =
            score.applyAsDouble(DiagnosisDistribution.softmax(outputs.outputs().get(i), 1));
        positive[next++] = answer.get();
      }
    }
    return new Roc(new BinaryScores(scores, positive)).auc().orElse(Double.NaN);
  }

  /** The values for a CSV file; undefined ones are empty. */
  public List<String> row() {
    return List.of(
        String.valueOf(epoch),
        String.valueOf(steps),
        number("%.5f", trainingLoss),
        number("%.5f", validationLoss),
        number("%.5f", melanomaAuc),
        number("%.5f", malignantAuc),
        number("%.0f", seconds));
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }
}

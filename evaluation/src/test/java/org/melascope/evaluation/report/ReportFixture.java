package org.melascope.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.melascope.bundle.BundleDescription;
import org.melascope.dataset.Split;
import org.melascope.diagnosis.Calibration;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.LabelSet;
import org.melascope.diagnosis.OperatingCurve;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.diagnosis.Proportion;
import org.melascope.evaluation.Bootstrap;
import org.melascope.evaluation.BundleEvaluation;
import org.melascope.evaluation.Prediction;
import org.melascope.image.Framing;
import org.melascope.image.Preprocessing;

/** A bundle that was never trained and what it says of pictures that do not exist. */
final class ReportFixture {
  static final Bootstrap BOOTSTRAP = new Bootstrap(1, 100);

  private ReportFixture() {}

  static BundleDescription bundle() {
    return bundle(Map.of("seed", 3));
  }

  static BundleDescription bundle(Map<String, Object> recipe) {
    return new BundleDescription(
        1,
        "made-up",
        "1",
        "2026-11-23",
        "Tests. Not a medical device.",
        "Learned from nothing.",
        new BundleDescription.NetworkFile("model.onnx", "ab".repeat(32)),
        Diagnosis.ALL.stream().map(Diagnosis::code).toList(),
        new Preprocessing(32, Framing.CENTRE, 1, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5)),
        new Calibration(1.5),
        new OperatingCurve(points()),
        0.95,
        Optional.empty(),
        List.of(
            new BundleDescription.DataUse(
                "manifest some.csv",
                "0".repeat(64),
                Map.of("fine/train", 70, "fine/validation", 7))),
        new BundleDescription.Training("vit-tiny", "fine-tune", "stage-1", 3, 7200, recipe));
  }

  static List<OperatingPoint> points() {
    Proportion any = Proportion.wilson(9, 10);
    return List.of(
        new OperatingPoint(0.90, 0.5, any, any, any, "elsewhere"),
        new OperatingPoint(0.95, 0.3, any, any, any, "elsewhere"));
  }

  /** Two sources: one with diagnoses, ages and sexes, one that knows only melanoma or not. */
  static List<Prediction> predictions() {
    Random random = new Random(4);
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < 140; i++) {
      Diagnosis diagnosis = Diagnosis.ALL.get(i % 7);
      float[] z = new float[7];
      for (int k = 0; k < 7; k++) {
        z[k] = (float) random.nextGaussian();
      }
      z[i % 7] += 1.5f;
      boolean coarse = i >= 70;
      predictions.add(
          new Prediction(
              i + ".jpg",
              coarse ? "coarse" : "fine",
              Optional.empty(),
              Optional.of(
                  coarse && diagnosis != Diagnosis.MEL
                      ? LabelSet.NOT_MELANOMA
                      : LabelSet.of(diagnosis)),
              DiagnosisDistribution.softmax(z, 1),
              coarse ? Map.of("origin", i % 2 == 0 ? "a" : "b") : Map.of("age", "" + i)));
    }
    return predictions;
  }

  static BundleEvaluation answers(List<Prediction> predictions, List<String> unreadable) {
    return new BundleEvaluation(predictions, unreadable, points(), Optional.empty());
  }

  static EvaluationReport report(List<Prediction> predictions, List<String> unreadable) {
    return report(predictions, unreadable, Split.TEST);
  }

  static EvaluationReport report(
      List<Prediction> predictions, List<String> unreadable, Split split) {
    BundleEvaluation answers = answers(predictions, unreadable);
    return new EvaluationReport(
        bundle(),
        "manifest x, from eight sides",
        split,
        answers,
        answers.evaluate(BOOTSTRAP),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}

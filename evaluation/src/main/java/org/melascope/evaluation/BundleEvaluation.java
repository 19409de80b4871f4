package org.melascope.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.melascope.Answers;
import org.melascope.Assessment;
import org.melascope.BatchAssessor;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.LabelledPicture;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.image.ImageReader;
import org.melascope.image.UnreadableImageException;

/**
 * What a bundle says of labelled pictures, from file to prediction the same way as {@code
 * classify}.
 *
 * @param predictions for the pictures that can be read, in order
 * @param unreadable for each of the others its name and why it cannot be read
 * @param points the bundle's operating points
 * @param gates what its gates do; empty for a bundle without them
 */
public record BundleEvaluation(
    List<Prediction> predictions,
    List<String> unreadable,
    List<OperatingPoint> points,
    Optional<GateEffects> gates) {
  private static final String PREDICTIONS = "predictions.csv";
  private static final String METRICS = "metrics.json";
  private static final String GATES = "gates.json";

  public BundleEvaluation {
    predictions = List.copyOf(predictions);
    unreadable = List.copyOf(unreadable);
    points = List.copyOf(points);
  }

  /**
   * From the answers of a bundle.
   *
   * @param gated what its gates made of the pictures; empty for a bundle without them
   */
  public static BundleEvaluation of(
      BundleDescription bundle,
      List<Prediction> predictions,
      List<String> unreadable,
      List<GatedPicture> gated) {
    double threshold = bundle.defaultPoint().threshold();
    return new BundleEvaluation(
        predictions,
        unreadable,
        bundle.operatingCurve().points(),
        gated.isEmpty() ? Optional.empty() : Optional.of(GateEffects.of(gated, threshold)));
  }

  /**
   * Assesses pictures.
   *
   * @param thorough whether each picture is looked at from eight sides
   * @param threads how many threads work, at least 1
   * @param answered called after each picture, by the calling thread
   * @throws UnusableBundleException if the network does not fit the bundle
   */
  public static BundleEvaluation of(
      Bundle bundle,
      List<LabelledPicture> pictures,
      boolean thorough,
      int threads,
      Runnable answered)
      throws UnusableBundleException {
    Collected answers = new Collected(answered);
    double sensitivity = bundle.description().defaultSensitivity();
    ImageReader reader = ImageReader.forNetwork(bundle.description().preprocessing());
    try (BatchAssessor assessor =
        BatchAssessor.open(bundle, sensitivity, thorough, threads, pictures.size())) {
      assessor.assess(pictures, picture -> reader.read(picture.file()), answers);
    } catch (IOException e) {
      throw new UncheckedIOException("interrupted", e);
    }
    return of(bundle.description(), answers.predictions, answers.unreadable, answers.gated);
  }

  private static final class Collected implements Answers<LabelledPicture> {
    private final List<Prediction> predictions = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final List<GatedPicture> gated = new ArrayList<>();
    private final Runnable answered;

    Collected(Runnable answered) {
      this.answered = answered;
    }

    @Override
    public void assessed(LabelledPicture picture, Assessment assessment) {
      Prediction prediction = Prediction.of(picture, assessment.distribution());
      predictions.add(prediction);
      GatedPicture.of(prediction, assessment).ifPresent(gated::add);
      answered.run();
    }

    @Override
    public void unreadable(LabelledPicture picture, UnreadableImageException reason) {
      unreadable.add(picture.name() + ": " + reason.explanation());
      answered.run();
    }
  }

  /** The same answers, whose gates say what they are about. */
  public BundleEvaluation about(Subject named) {
    return new BundleEvaluation(
        predictions, unreadable, points, gates.map(effects -> effects.about(named)));
  }

  /** The metrics of the predictions, at the bundle's operating points among others. */
  public Evaluation evaluate(Bootstrap bootstrap) {
    return Evaluation.of(predictions, points, bootstrap);
  }

  /**
   * Writes {@code predictions.csv}, {@code metrics.json} and, with gates, {@code gates.json} into a
   * folder, which is made.
   *
   * @param evaluation of these predictions
   * @throws IOException if the folder cannot be written to
   */
  public void write(Evaluation evaluation, Path folder) throws IOException {
    Files.createDirectories(folder);
    Predictions.write(predictions, folder.resolve(PREDICTIONS));
    EvaluationJson.write(evaluation, folder.resolve(METRICS));
    if (gates.isPresent()) {
      EvaluationJson.write(gates.get(), folder.resolve(GATES));
    }
  }
}

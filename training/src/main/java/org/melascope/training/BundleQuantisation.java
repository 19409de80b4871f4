package org.melascope.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.melascope.Orientation;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.evaluation.fitting.BundleFitting;
import org.melascope.evaluation.fitting.FittedBundle;
import org.melascope.evaluation.fitting.FittingProgress;
import org.melascope.evaluation.report.ModelCard;
import org.melascope.image.ImageReader;
import org.melascope.image.UnreadableImageException;
import org.melascope.network.Network;
import org.melascope.network.UnusableNetworkException;
import org.melascope.training.onnx.OnnxQuantisation;

/**
 * Makes the network of a bundle compute most layers of its transformers in 8-bit integers, see
 * {@link OnnxQuantisation}, and fits the rest of the bundle anew. Those that change the answers
 * most by themselves stay as they are, as many as it takes for the others together to change
 * little. Nothing here looks at a test picture.
 */
public final class BundleQuantisation {
  /** On so many validation pictures it is seen what a layer in integers does. */
  private static final int PICTURES = 32;

  /** How much all layers together may change the logits, root mean squares compared. */
  private static final double MOST = 0.015;

  /** What the training of a bundle says of it under this name: layers, and which are not. */
  static final String IN_INTEGERS = "int8";

  private final DataSet data;
  private final FittingProgress progress;
  private final double most;

  /** A quantisation judged and fitted on the validation pictures of this data set. */
  public BundleQuantisation(DataSet data, FittingProgress progress) {
    this(data, progress, MOST);
  }

  /** With another limit on how much the logits may change. */
  BundleQuantisation(DataSet data, FittingProgress progress, double most) {
    this.data = data;
    this.progress = progress;
    this.most = most;
  }

  /**
   * Quantises the network of a bundle and writes the bundle around it.
   *
   * @param folder of the bundle, which stays as it is unless it is {@code out}
   * @param out folder of the new bundle
   * @param version of the new bundle
   * @throws IOException if a file cannot be read or written
   * @throws UnusableBundleException if the bundle cannot be used
   * @throws IllegalArgumentException if there is no layer that can well be computed in integers, or
   *     the pictures do not suffice
   */
  public BundleDescription run(Path folder, Path out, String version)
      throws IOException, UnusableBundleException {
    Bundle bundle = Bundle.open(folder);
    // Else the change of its answers would be held against what they are by now, not against what
    // it was made of.
    requireFloats(folder, bundle.description());
    Optional<TrainingPlan> plan = TrainingPlan.of(folder);
    byte[] exact = bundle.model();
    List<String> layers = OnnxQuantisation.layers(exact);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          folder + " holds no layer of a transformer that is not in integers yet");
    }
    List<float[]> pictures = pictures(bundle.description());
    List<float[]> before = logits(exact, pictures);
    double size = rootMeanSquare(before, nothing(before));
    Deque<String> chosen = mildestFirst(exact, layers, pictures, before);
    byte[] onnx = OnnxQuantisation.of(exact, chosen::contains);
    double change = rootMeanSquare(before, logits(onnx, pictures)) / size;
    while (change > most && !chosen.isEmpty()) {
      chosen.removeLast();
      onnx = OnnxQuantisation.of(exact, chosen::contains);
      change = rootMeanSquare(before, logits(onnx, pictures)) / size;
    }
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          folder + ": every layer changes the answers too much in integers");
    }
    List<String> exceptions = layers.stream().filter(layer -> !chosen.contains(layer)).toList();
    Map<String, Object> how =
        new TreeMap<>(
            Map.of("layers", layers.size(), "exceptLayers", exceptions, "changeOfLogits", change));
    FittedBundle fitted =
        new BundleFitting(data, progress)
            .refit(bundle.description(), onnx, version, quantised(bundle.description(), how));
    fitted.write(out, onnx, progress);
    if (plan.isPresent()) {
      plan.get().in(Precision.INT8).write(out);
    }
    EpochLog.copyAll(folder.resolve(Bundle.EVALUATION), out.resolve(Bundle.EVALUATION));
    ModelCard.of(fitted.description(), out).write(out);
    return fitted.description();
  }

  /** The layers by how much each of them changes the logits by itself. */
  private Deque<String> mildestFirst(
      byte[] exact, List<String> layers, List<float[]> pictures, List<float[]> before) {
    progress.begin("layers in integers", layers.size());
    Map<String, Double> changes = new HashMap<>();
    for (String layer : layers) {
      List<float[]> after = logits(OnnxQuantisation.of(exact, layer::equals), pictures);
      changes.put(layer, rootMeanSquare(before, after));
      progress.advance(1);
    }
    return layers.stream()
        .sorted(Comparator.comparing(changes::get))
        .collect(Collectors.toCollection(ArrayDeque::new));
  }

  /** Some validation pictures of all kinds, prepared and turned as for an answer. */
  private List<float[]> pictures(BundleDescription description) {
    ImageReader reader = new ImageReader();
    List<float[]> pictures = new ArrayList<>();
    for (LabelledPicture picture : data.withSplit(Split.VALIDATION).sample(PICTURES).pictures()) {
      try {
        float[] tensor = description.preprocessing().apply(reader.read(picture.file()));
        int size = description.preprocessing().size();
        pictures.add(Orientation.of(tensor, size).turned(tensor, size));
      } catch (UnreadableImageException e) {
        progress.warn(String.valueOf(e.getMessage()));
      }
    }
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("there is no validation picture that can be read");
    }
    return pictures;
  }

  private static List<float[]> logits(byte[] onnx, List<float[]> pictures) {
    try (Network network = Network.open(onnx, 1)) {
      return pictures.stream()
          .map(picture -> network.run(List.of(picture)).get(0).logits())
          .toList();
    } catch (UnusableNetworkException e) {
      throw new IllegalStateException("the quantised network cannot be opened", e);
    }
  }

  private static List<float[]> nothing(List<float[]> logits) {
    return logits.stream().map(row -> new float[row.length]).toList();
  }

  /** Of the differences. */
  private static double rootMeanSquare(List<float[]> some, List<float[]> others) {
    double sum = 0;
    int count = 0;
    for (int row = 0; row < some.size(); row++) {
      for (int i = 0; i < some.get(row).length; i++) {
        double difference = some.get(row)[i] - others.get(row)[i];
        sum += difference * difference;
        count++;
      }
    }
    return Math.sqrt(sum / count);
  }

  /** How the network came to be, in integers at last. */
  private static BundleDescription.Training quantised(
      BundleDescription description, Map<String, Object> how) {
    Map<String, Object> recipe = new HashMap<>(description.training().recipe());
    recipe.put(IN_INTEGERS, how);
    return description.training().withRecipe(recipe);
  }

  /**
   * For what needs the weights themselves.
   *
   * @throws IllegalArgumentException if the network computes in integers
   */
  static void requireFloats(Path folder, BundleDescription description) {
    if (description.training().recipe().containsKey(IN_INTEGERS)) {
      throw new IllegalArgumentException(
          folder
              + " computes in 8-bit integers: name the bundle that it was made of, and quantise the result");
    }
  }
}

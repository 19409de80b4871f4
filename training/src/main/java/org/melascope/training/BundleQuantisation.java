package org.melascope.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

/**
 * Makes the network of a bundle compute most layers of its transformers in 8-bit integers, see
 * {@link OnnxQuantisation}, and fits the rest of the bundle anew. Layers that would change the
 * answers much by themselves stay as they are. Nothing here looks at a test picture.
 */
public final class BundleQuantisation {
  private static final String EVALUATION = "evaluation";

  /** On so many validation pictures it is seen what a layer in integers does. */
  private static final int PICTURES = 32;

  /** How much a layer may change the logits, root mean squares compared. */
  private static final double MOST = 0.05;

  private final DataSet data;
  private final FittingProgress progress;
  private final double most;

  /** A quantisation judged and fitted on the validation pictures of this data set. */
  public BundleQuantisation(DataSet data, FittingProgress progress) {
    this(data, progress, MOST);
  }

  /** With another limit on how much a layer may change the logits. */
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
    byte[] exact = bundle.model();
    List<String> layers = OnnxQuantisation.layers(exact);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          folder + " holds no layer of a transformer that is not in integers yet");
    }
    Set<String> kept = kept(exact, layers, bundle.description());
    if (kept.containsAll(layers)) {
      throw new IllegalArgumentException(
          folder + ": every layer changes the answers too much in integers");
    }
    byte[] onnx = OnnxQuantisation.of(exact, layer -> !kept.contains(layer));
    FittedBundle fitted =
        new BundleFitting(data, progress)
            .refit(bundle.description(), onnx, version, quantised(bundle.description(), kept));
    fitted.write(out, onnx);
    Files.writeString(out.resolve(ModelCard.FILE), ModelCard.of(fitted.description()).markdown());
    writePlan(folder, out);
    EpochLog.copyAll(folder.resolve(EVALUATION), out.resolve(EVALUATION));
    return fitted.description();
  }

  /** The layers that change the answers too much. */
  private Set<String> kept(byte[] exact, List<String> layers, BundleDescription description) {
    List<float[]> pictures = pictures(description);
    progress.begin("layers in integers", layers.size());
    List<float[]> before = logits(exact, pictures);
    double limit = most * rootMeanSquare(before, nothing(before));
    Set<String> kept = new TreeSet<>();
    for (String layer : layers) {
      List<float[]> after = logits(OnnxQuantisation.of(exact, layer::equals), pictures);
      if (rootMeanSquare(before, after) > limit) {
        kept.add(layer);
      }
      progress.advance(1);
    }
    return kept;
  }

  /** Some validation pictures from all over the set, prepared and turned as for an answer. */
  private List<float[]> pictures(BundleDescription description) {
    List<LabelledPicture> all = data.withSplit(Split.VALIDATION).pictures();
    ImageReader reader = new ImageReader();
    List<float[]> pictures = new ArrayList<>();
    for (int i = 0; i < Math.min(PICTURES, all.size()); i++) {
      LabelledPicture picture = all.get((int) ((long) i * all.size() / PICTURES % all.size()));
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

  /** How the network came to be, and which of its layers stayed as they were. */
  private static BundleDescription.Training quantised(
      BundleDescription description, Set<String> kept) {
    Map<String, Object> recipe = new HashMap<>(description.training().recipe());
    recipe.put("int8", Map.of("exceptLayers", List.copyOf(kept)));
    return description.training().withRecipe(recipe);
  }

  private static void writePlan(Path folder, Path out) throws IOException {
    Path plan = folder.resolve(TrainingPlan.FILE);
    if (Files.exists(plan)) {
      TrainingPlan.read(plan).in(Precision.INT8).write(out);
    }
  }
}

package org.melascope.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.Assessment;
import org.melascope.Assessor;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.dataset.SyntheticDataSet;
import org.melascope.evaluation.fitting.BundleFitting;
import org.melascope.image.Framing;
import org.melascope.image.ImageReader;
import org.melascope.image.Preprocessing;
import org.melascope.image.UnreadableImageException;

class BundleTrainingTest {
  private static final BundleFitting.Release RELEASE =
      new BundleFitting.Release("miniature", "1", "Synthetic pictures: no terms.");

  @TempDir private Path folder;

  @Test
  void makesABundleThatAnswersFromClassFolders()
      throws IOException, UnusableBundleException, UnreadableImageException {
    Path pictures = folder.resolve("pictures");
    new SyntheticDataSet(48, 7, 64, 64, 0, 0.2).write(pictures, drawn -> {});
    DataSet data = DataSet.open(pictures);
    Recipe recipe = recipe(Method.FINE_TUNE);
    Path bundle = folder.resolve("bundle");

    BundleDescription description =
        new BundleTraining(recipe, data, new Silence())
            .run(StartingWeights.random(recipe.backbone(), 3), bundle, RELEASE);

    assertThat(description.data().get(0).pictures())
        .containsEntry("pictures/train", data.withSplit(Split.TRAIN).size())
        .containsEntry("pictures/validation", data.withSplit(Split.VALIDATION).size())
        .hasSize(2);
    assertThat(bundle.resolve("checkpoints")).doesNotExist();
    assertThat(Files.readAllLines(bundle.resolve("evaluation/epochs.csv"))).hasSize(3);
    assertThat(Files.readString(bundle.resolve("MODEL_CARD.md")))
        .contains("# miniature, version 1");
    LabelledPicture picture = data.withSplit(Split.TEST).pictures().get(0);
    try (Assessor assessor = Assessor.open(bundle, 1)) {
      assertThat(assessor.description()).isEqualTo(description);
      Assessment answer = assessor.assess(new ImageReader().read(picture.file()));
      assertThat(answer.judgement()).isPresent();
      assertThat(answer.model()).isEqualTo(description.identity());
    }
  }

  @Test
  void aBundleIsAStartForAnotherTraining() throws IOException {
    Path pictures = folder.resolve("pictures");
    new SyntheticDataSet(32, 7, 64, 64, 0, 0.2).write(pictures, drawn -> {});
    Recipe recipe = recipe(Method.LINEAR_PROBE);
    Path first = folder.resolve("first");
    BundleTraining training = new BundleTraining(recipe, DataSet.open(pictures), new Silence());
    training.run(StartingWeights.random(recipe.backbone(), 3), first, RELEASE);

    StartingWeights start = StartingWeights.read(first);
    BundleDescription second = training.run(start, folder.resolve("second"), RELEASE);

    assertThat(second.training().startedFrom()).startsWith("first/model.onnx, SHA-256 ");
  }

  private static Recipe recipe(Method method) {
    VitConfiguration backbone = RandomNetworks.SMALL;
    List<Double> half = List.of(0.5, 0.5, 0.5);
    return new Recipe(
        backbone,
        method,
        new Optimisation(2, 8, 1e-3, 0.9, 0.05, 0.1, 0.9, 0.5, 1, 1),
        Augmentation.STRONG,
        new Preprocessing(backbone.imageSize(), Framing.WHOLE_FRAME, 1, half, half),
        Map.of(),
        11);
  }

  /** Nobody watches; warnings are kept. */
  private static final class Silence implements TrainingProgress {
    private final List<String> warnings = new ArrayList<>();

    @Override
    public void begin(String phase, long pictures) {}

    @Override
    public void advance(long pictures, double loss) {}

    @Override
    public void epoch(EpochMetrics metrics) {}

    @Override
    public void warn(String message) {
      warnings.add(message);
    }
  }
}

package org.melascope.training.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.melascope.training.weights.Weights;

class BatchNormsTest {
  private static final EfficientNetConfiguration SMALL = RandomNetworks.SMALL_CONVOLUTIONAL;
  private static final Weights FOLDED = RandomNetworks.weights(SMALL, 1);
  private static final PatchedViews BATCH = batch(10, 2);

  @Test
  void aNetworkComputesTheSameWithItsNormsApart() {
    Weights apart = apart(BATCH);
    assertThat(BatchNorms.areApart(apart)).isTrue();
    assertThat(BatchNorms.areApart(FOLDED)).isFalse();
    assertClose(logits(apart, BATCH), logits(FOLDED, BATCH));
  }

  @Test
  void foldingGivesTheWeightsBack() {
    Weights again = BatchNorms.folded(SMALL, apart(BATCH, batch(10, 3)));
    assertThat(again.tensors().keySet()).isEqualTo(FOLDED.tensors().keySet());
    FOLDED
        .tensors()
        .forEach(
            (name, tensor) ->
                assertClose(
                    Objects.requireNonNull(again.tensors().get(name)).values(), tensor.values()));
  }

  @Test
  void allChannelsThatAreNotConstantAreOfOneScale() {
    Weights apart = apart(BATCH, batch(10, 3));
    for (String convolution : List.of("conv0", "conv3", "conv8")) {
      for (float variance : values(apart, BatchNorms.variance(convolution))) {
        assertThat(variance).isCloseTo(1, within(1e-4f));
      }
    }
  }

  /** A channel without weights makes its bias of every picture, and nothing infinite of it. */
  @Test
  void aConstantChannelStaysConstant() {
    Weights dead = RandomNetworks.weights(SMALL, 1);
    float[] weights = values(dead, BatchNorms.weight("conv2"));
    Arrays.fill(weights, 0, weights.length / 4, 0);
    Weights apart = apart(dead, BATCH);
    assertThat(values(apart, BatchNorms.variance("conv2"))[0]).isCloseTo(0, within(1e-4f));
    assertClose(logits(apart, BATCH), logits(dead, BATCH));
    assertClose(
        values(BatchNorms.folded(SMALL, apart), BatchNorms.bias("conv2")),
        values(dead, BatchNorms.bias("conv2")));
  }

  @Test
  void theRunningMeansTakeATenthOfAStepTowardsEachBatch() {
    Weights apart = apart(BATCH);
    PatchedViews other = batch(10, 4);
    Weights ofOther = apart(other);
    try (NDManager manager = NDManager.newBaseManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      TrainableNetwork network = TrainableNetwork.of(manager, SMALL, apart, 7);
      network.logits(other.patches(manager), other.positions(manager));
      Weights after = network.weights();
      // Of the first convolution, both see the same pictures through the same weights.
      float[] before = values(apart, BatchNorms.mean("conv0"));
      float[] now = values(after, BatchNorms.mean("conv0"));
      float[] scales = values(apart, BatchNorms.scale("conv0"));
      float[] otherMeans = values(ofOther, BatchNorms.mean("conv0"));
      float[] otherScales = values(ofOther, BatchNorms.scale("conv0"));
      for (int channel = 0; channel < now.length; channel++) {
        double mean = otherMeans[channel] * otherScales[channel] / scales[channel];
        assertThat((double) now[channel])
            .isCloseTo(0.9 * before[channel] + 0.1 * mean, within(1e-3));
      }
      assertThat(network.learned())
          .containsKey("conv0.scale")
          .doesNotContainKeys("conv0.mean", "conv0.variance");
    }
  }

  private static Weights apart(PatchedViews... views) {
    return apart(FOLDED, views);
  }

  private static Weights apart(Weights folded, PatchedViews... views) {
    try (NDManager manager = NDManager.newBaseManager()) {
      return BatchNorms.apart(manager, SMALL, folded, List.of(views));
    }
  }

  private static PatchedViews batch(int size, long seed) {
    float[] patches = new float[size * SMALL.patchLength()];
    for (int i = 0; i < size; i++) {
      float[] picture = RandomNetworks.picture(SMALL, 100 * seed + i);
      for (int k = 0; k < picture.length; k++) {
        patches[i * picture.length + k] = picture[k] / EfficientNetConfiguration.SCALE;
      }
    }
    return new PatchedViews(size, patches, new long[size]);
  }

  private static float[] logits(Weights weights, PatchedViews batch) {
    try (NDManager manager = NDManager.newBaseManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return TrainableNetwork.of(manager, SMALL, weights, 7)
          .logits(batch.patches(manager), batch.positions(manager))
          .toFloatArray();
    }
  }

  private static float[] values(Weights weights, String name) {
    return Objects.requireNonNull(weights.tensors().get(name)).values();
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-3f + 1e-3f * Math.abs(expected[i])));
    }
  }
}

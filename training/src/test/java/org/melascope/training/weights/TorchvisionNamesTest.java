package org.melascope.training.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.training.StartingWeights;
import org.melascope.training.backbone.RandomNetworks;
import org.melascope.training.backbone.TrainableNetwork;

class TorchvisionNamesTest {
  private static final Weights TIMM = TrainableNetwork.randomWeights(RandomNetworks.SMALL, 7, 4);

  @TempDir Path folder;

  @Test
  void aFileOfTorchvisionIsReadAsTheSameNetworkOfTimm() throws IOException {
    for (boolean newer : new boolean[] {false, true}) {
      Path file = folder.resolve("vit.safetensors");
      Safetensors.write(file, asTorchvision(newer));

      Weights read = StartingWeights.read(file, RandomNetworks.SMALL).weights();

      assertThat(read.tensors().keySet()).isEqualTo(TIMM.tensors().keySet());
      assertThat(TrainableNetwork.isOf(RandomNetworks.SMALL, read)).isTrue();
      TIMM.tensors()
          .forEach(
              (name, tensor) -> {
                if (!name.startsWith("patch_embed")) {
                  assertThat(read.tensors().get(name)).as(name).isEqualTo(tensor);
                }
              });
    }
  }

  /** Weights 0.2, -0.4 and 0.6 on the three colours, of a picture whose samples are all 0.7. */
  @Test
  void theFirstLayerAnswersForOurInputWhatItAnsweredForTorchvisions() {
    float[] weight = {0.2f, -0.4f, 0.6f};
    Weights translated =
        TorchvisionNames.translated(
            new Weights(
                Map.of(
                    "conv_proj.weight", Tensor.of(weight, 1, 3, 1, 1),
                    "conv_proj.bias", Tensor.of(new float[] {0.1f}, 1))));

    double expected =
        0.1
            + 0.2 * (0.7 - 0.485) / 0.229
            - 0.4 * (0.7 - 0.456) / 0.224
            + 0.6 * (0.7 - 0.406) / 0.225;
    double answer = translated.require("patch_embed.proj.bias", 1).values()[0];
    for (float factor : translated.require("patch_embed.proj.weight", 1, 3, 1, 1).values()) {
      answer += factor * (2 * 0.7 - 1);
    }
    assertThat(answer).isCloseTo(expected, within(1e-6));
  }

  @Test
  void otherWeightsStayAsTheyAre() {
    assertThat(TorchvisionNames.translated(TIMM)).isSameAs(TIMM);
  }

  @Test
  void aFirstLayerOfAnotherShapeIsRefused() {
    Weights grey =
        new Weights(
            Map.of(
                "conv_proj.weight", Tensor.of(new float[4], 1, 1, 2, 2),
                "conv_proj.bias", Tensor.of(new float[1], 1)));
    assertThatThrownBy(() -> TorchvisionNames.translated(grey))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("conv_proj.weight of shape [1, 1, 2, 2]");
  }

  private static Weights asTorchvision(boolean newer) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    TIMM.tensors().forEach((name, tensor) -> tensors.put(torchvision(name, newer), tensor));
    return new Weights(tensors);
  }

  private static String torchvision(String name, boolean newer) {
    return name.replace("patch_embed.proj", "conv_proj")
        .replace("cls_token", "class_token")
        .replace("pos_embed", "encoder.pos_embedding")
        .replaceAll("^norm\\.", "encoder.ln.")
        .replaceAll("^head\\.", "heads.head.")
        .replaceAll("^blocks\\.(\\d+)\\.", "encoder.layers.encoder_layer_$1.")
        .replace(".norm1.", ".ln_1.")
        .replace(".norm2.", ".ln_2.")
        .replace(".attn.qkv.", ".self_attention.in_proj_")
        .replace(".attn.proj.", ".self_attention.out_proj.")
        .replace(".mlp.fc1.", newer ? ".mlp.0." : ".mlp.linear_1.")
        .replace(".mlp.fc2.", newer ? ".mlp.3." : ".mlp.linear_2.");
  }
}

package org.melascope.training.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Vision transformers as torchvision saves them ({@code vit_b_16} and its sisters), under timm's
 * names. Both stack queries, keys and values in this order and use the exact GELU and the same
 * epsilon, so that the numbers stay, but for those of the first layer: torchvision takes pictures
 * less ImageNet's mean and over its deviation, our networks {@code 2 p - 1} for samples {@code p}
 * in [0, 1], and the difference goes into that layer.
 */
public final class TorchvisionNames {
  private static final String FIRST_WEIGHT = "conv_proj.weight";
  private static final String FIRST_BIAS = "conv_proj.bias";

  /** ImageNet's, which torchvision's weights were trained with. */
  private static final double[] MEAN = {0.485, 0.456, 0.406};

  private static final double[] DEVIATION = {0.229, 0.224, 0.225};

  private static final Map<String, String> OUTSIDE =
      Map.of(
          "class_token", "cls_token",
          "encoder.pos_embedding", "pos_embed",
          "encoder.ln", "norm",
          "heads.head", "head");

  /** Of a block; the fully connected layers have two sets of names, of older and newer versions. */
  private static final Map<String, String> INSIDE =
      Map.of(
          "ln_1", "norm1",
          "ln_2", "norm2",
          "self_attention.in_proj", "attn.qkv",
          "self_attention.out_proj", "attn.proj",
          "mlp.0", "mlp.fc1",
          "mlp.3", "mlp.fc2",
          "mlp.linear_1", "mlp.fc1",
          "mlp.linear_2", "mlp.fc2");

  private static final Pattern BLOCK =
      Pattern.compile("encoder\\.layers\\.encoder_layer_(\\d+)\\.(.+?)[._](weight|bias)");

  private static final Pattern PARAMETER = Pattern.compile("(.+)\\.(weight|bias)");

  private TorchvisionNames() {}

  /** These weights under timm's names; those that are not torchvision's as they are. */
  public static Weights translated(Weights weights) {
    Optional<Tensor> weight = weights.find(FIRST_WEIGHT);
    Optional<Tensor> bias = weights.find(FIRST_BIAS);
    if (weight.isEmpty() || bias.isEmpty()) {
      return weights;
    }
    Map<String, Tensor> translated = new LinkedHashMap<>();
    weights.tensors().forEach((name, tensor) -> translated.put(translated(name), tensor));
    translated.remove(FIRST_WEIGHT);
    translated.remove(FIRST_BIAS);
    putFirst(translated, weight.get(), bias.get());
    return new Weights(translated);
  }

  private static String translated(String name) {
    Matcher block = BLOCK.matcher(name);
    if (block.matches()) {
      String part = INSIDE.getOrDefault(block.group(2), block.group(2));
      return "blocks." + block.group(1) + "." + part + "." + block.group(3);
    }
    Matcher parameter = PARAMETER.matcher(name);
    return parameter.matches()
        ? OUTSIDE.getOrDefault(parameter.group(1), parameter.group(1)) + "." + parameter.group(2)
        : OUTSIDE.getOrDefault(name, name);
  }

  /**
   * With {@code x = 2 p - 1}, {@code (p - mean) / deviation} is {@code x / (2 deviation) + (0.5 -
   * mean) / deviation}: the factor goes into the weights, the rest into the bias.
   */
  private static void putFirst(Map<String, Tensor> translated, Tensor weight, Tensor bias) {
    List<Long> shape = weight.shape();
    if (shape.size() != 4 || shape.get(1) != MEAN.length || bias.values().length != shape.get(0)) {
      throw new IllegalArgumentException(
          "%s of shape %s with %s of shape %s is no first layer for pictures of three colours"
              .formatted(FIRST_WEIGHT, shape, FIRST_BIAS, bias.shape()));
    }
    int area = (int) (shape.get(2) * shape.get(3));
    float[] weights = weight.values().clone();
    float[] biases = bias.values().clone();
    for (int out = 0; out < biases.length; out++) {
      double shift = 0;
      for (int colour = 0; colour < MEAN.length; colour++) {
        for (int i = (out * MEAN.length + colour) * area, end = i + area; i < end; i++) {
          shift += weights[i] * (0.5 - MEAN[colour]) / DEVIATION[colour];
          weights[i] = (float) (weights[i] / (2 * DEVIATION[colour]));
        }
      }
      biases[out] += (float) shift;
    }
    translated.put("patch_embed.proj.weight", new Tensor(shape, weights));
    translated.put("patch_embed.proj.bias", new Tensor(bias.shape(), biases));
  }
}

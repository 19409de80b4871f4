package org.melascope.training.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.melascope.training.weights.Weights;

/**
 * A Vision Transformer whose head is linear over the mean of the patch tokens, so that every
 * patch's share of a logit is known: with {@code P} patches, {@code evidence[d, p] = head.weight[d]
 * · token[p] / P}, and the evidence of all patches plus {@code head.bias[d]} is the logit of
 * diagnosis {@code d}.
 *
 * <p>Parameters carry timm's names and shapes. The class token takes part in the attention but not
 * in the head. A picture may be given by some of its patches only: what is left out costs nothing
 * (Liu et al. 2023, "PatchDropout").
 *
 * <p>Arrays made by the forward pass belong to the enclosing {@code NDScope} of the caller; the
 * parameters to the manager given at construction.
 */
public final class VisionTransformer extends TrainableNetwork {
  private final VitConfiguration configuration;

  /**
   * By which queries are multiplied, {@code 1 / sqrt(head width)}. An array that lives as long as
   * the network: of a plain number the engine makes an array whose memory is Java's and is given
   * back before the backward pass reads it.
   */
  private final NDArray queryScale;

  VisionTransformer(
      NDManager manager, VitConfiguration configuration, Weights weights, int outputs) {
    super(manager, shapes(configuration, outputs), weights);
    double headWidth = (double) configuration.width() / configuration.heads();
    this.configuration = configuration;
    this.queryScale = manager.create((float) (1 / Math.sqrt(headWidth)));
  }

  /** Names and shapes of all parameters, from the picture to the head. */
  static Map<String, Shape> shapes(VitConfiguration c, int outputs) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put("cls_token", new Shape(1, 1, c.width()));
    shapes.put("pos_embed", new Shape(1, c.patches() + 1L, c.width()));
    shapes.put("patch_embed.proj.weight", new Shape(c.width(), 3, c.patchSize(), c.patchSize()));
    shapes.put("patch_embed.proj.bias", new Shape(c.width()));
    for (int block = 0; block < c.depth(); block++) {
      String prefix = "blocks." + block + ".";
      putLayer(shapes, prefix + "norm1", new Shape(c.width()), c.width());
      putLayer(shapes, prefix + "attn.qkv", new Shape(3L * c.width(), c.width()), 3 * c.width());
      putLayer(shapes, prefix + "attn.proj", new Shape(c.width(), c.width()), c.width());
      putLayer(shapes, prefix + "norm2", new Shape(c.width()), c.width());
      putLayer(shapes, prefix + "mlp.fc1", new Shape(c.hidden(), c.width()), c.hidden());
      putLayer(shapes, prefix + "mlp.fc2", new Shape(c.width(), c.hidden()), c.width());
    }
    putLayer(shapes, "norm", new Shape(c.width()), c.width());
    putHead(shapes, c, outputs);
    return shapes;
  }

  private static void putLayer(Map<String, Shape> shapes, String name, Shape weight, int bias) {
    shapes.put(name + ".weight", weight);
    shapes.put(name + ".bias", new Shape(bias));
  }

  @Override
  public VitConfiguration configuration() {
    return configuration;
  }

  /**
   * All tokens after the last normalisation.
   *
   * @param patches {@code [batch, kept, 3 * patchSize * patchSize]}, the samples of each kept patch
   *     as CHW
   * @param positions {@code [batch, kept]}, 64-bit integers: where each kept patch lies in the
   *     grid, row by row from 0
   * @return {@code [batch, 1 + kept, width]}, the class token first
   */
  public NDArray tokens(NDArray patches, NDArray positions) {
    long batch = patches.getShape().get(0);
    NDArray kernel = parameter("patch_embed.proj.weight").reshape(configuration.width(), -1);
    NDArray embedded = linear(patches, kernel, parameter("patch_embed.proj.bias"));
    NDArray places = parameter("pos_embed").reshape(-1, configuration.width());
    NDArray patchPlaces =
        positions
            .getNDArrayInternal()
            .embedding(positions.add(1), places, SparseFormat.DENSE)
            .singletonOrThrow();
    NDArray classToken =
        parameter("cls_token")
            .add(places.get("0:1"))
            .broadcast(new Shape(batch, 1, configuration.width()));
    NDArray x = classToken.concat(embedded.add(patchPlaces), 1);
    for (int block = 0; block < configuration.depth(); block++) {
      String prefix = "blocks." + block + ".";
      x = x.add(attention(norm(x, prefix + "norm1"), prefix + "attn."));
      x = x.add(perceptron(norm(x, prefix + "norm2"), prefix + "mlp."));
    }
    return norm(x, "norm");
  }

  private NDArray attention(NDArray x, String prefix) {
    long batch = x.getShape().get(0);
    long length = x.getShape().get(1);
    int heads = configuration.heads();
    int headWidth = configuration.width() / heads;
    NDArray qkv =
        layer(x, prefix + "qkv")
            .reshape(batch, length, 3, heads, headWidth)
            .transpose(2, 0, 3, 1, 4);
    NDArray query = qkv.get(0).mul(queryScale);
    NDArray weights = query.matMul(qkv.get(1).transpose(0, 1, 3, 2)).softmax(-1);
    NDArray mixed =
        weights
            .matMul(qkv.get(2))
            .transpose(0, 2, 1, 3)
            .reshape(batch, length, configuration.width());
    return layer(mixed, prefix + "proj");
  }

  private NDArray perceptron(NDArray x, String prefix) {
    return layer(Activation.gelu(layer(x, prefix + "fc1")), prefix + "fc2");
  }

  /** The mean of the patch tokens, {@code [batch, width]}. */
  NDArray embedding(NDArray tokens) {
    return tokens.get(":, 1:").mean(new int[] {1});
  }

  @Override
  public NDArray embedding(NDArray patches, NDArray positions) {
    return embedding(tokens(patches, positions));
  }

  private NDArray norm(NDArray x, String name) {
    return x.getNDArrayInternal()
        .layerNorm(
            x,
            new Shape(configuration.width()),
            parameter(name + ".weight"),
            parameter(name + ".bias"),
            VitConfiguration.EPSILON)
        .singletonOrThrow();
  }
}

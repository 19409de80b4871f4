package org.melascope.training;

import static org.melascope.training.OnnxGraph.attribute;
import static org.melascope.training.OnnxGraph.listAttribute;

import java.util.List;

/**
 * Writes a {@link VisionTransformer} as ONNX: input {@code image} {@code [batch, 3, size, size]};
 * outputs {@code logits} {@code [batch, outputs]}, {@code evidence} {@code [batch, outputs, grid,
 * grid]} and {@code embedding} {@code [batch, width]}. The initialisers keep timm's names, so that
 * the file can be read back as {@link Weights}.
 *
 * <p>Attention, and norms with the sums before them, are ONNX Runtime's own operators: it does not
 * make them of the standard ones by itself, and takes a sixth less time for a picture with them.
 */
public final class OnnxExport {
  private final VitConfiguration c;
  private final OnnxGraph graph;

  private OnnxExport(VitConfiguration configuration) {
    this.c = configuration;
    this.graph = new OnnxGraph(configuration.name());
  }

  /**
   * The ONNX file of a network.
   *
   * @throws IllegalArgumentException naming a tensor that is missing or of the wrong shape
   */
  public static byte[] of(VitConfiguration configuration, Weights weights, int outputs) {
    OnnxExport export = new OnnxExport(configuration);
    VisionTransformer.shapes(configuration, outputs)
        .forEach(
            (name, shape) -> export.graph.tensor(name, weights.require(name, shape.getShape())));
    export.network(outputs);
    return export.graph.toBytes();
  }

  private void network(int outputs) {
    graph.integers("token_shape", 0, c.width(), -1);
    graph.integers("map_shape", 0, outputs, c.grid(), c.grid());
    graph.integers("axis_0", 0);
    graph.integers("axis_1", 1);
    graph.integers("axes_map", 2, 3);
    graph.integers("from_first_patch", 1);
    graph.integers("to_end", Long.MAX_VALUE);
    graph.tensor("half", scalar(0.5));
    graph.tensor("one", scalar(1));
    graph.tensor("sqrt_2", scalar(Math.sqrt(2)));
    graph.tensor("one_patch", scalar(1.0 / c.patches()));
    String x = embed(graph.input("image", -1, 3, c.imageSize(), c.imageSize()));
    String normed = norm(x, "blocks.0.norm1");
    for (int block = 0; block < c.depth(); block++) {
      String path = "blocks." + block + ".";
      Sum sum = sum(x, attention(normed, path + "attn."), path + "attn.proj", path + "norm2");
      String next = block + 1 < c.depth() ? "blocks." + (block + 1) + ".norm1" : "norm";
      sum = sum(sum.sum, perceptron(sum.normed, path + "mlp."), path + "mlp.fc2", next);
      x = sum.sum;
      normed = sum.normed;
    }
    head(normed, outputs);
  }

  /**
   * What goes on around a block, and its norm.
   *
   * @param sum before the norm
   * @param normed after it
   */
  private record Sum(String sum, String normed) {}

  /**
   * The sum of x, a block's change of it and the bias of the block's last layer; and the norm of
   * that: in one operator of ONNX Runtime, which takes it for less than a third of the time of the
   * norm alone, and which it does not put together by itself where the sum is needed, too.
   */
  private Sum sum(String x, String change, String layer, String norm) {
    Sum sum = new Sum(norm + "_input", norm + "_output");
    graph.ownNode(
        "SkipLayerNormalization",
        List.of(change, x, norm + ".weight", norm + ".bias", layer + ".bias"),
        List.of(sum.normed, "", "", sum.sum),
        attribute("epsilon", VisionTransformer.EPSILON));
    return sum;
  }

  private static Tensor scalar(double value) {
    return Tensor.of(new float[] {(float) value});
  }

  /** Patches to tokens, the class token before them, positions added. */
  private String embed(String image) {
    String grid =
        graph.node(
            "Conv",
            List.of(image, "patch_embed.proj.weight", "patch_embed.proj.bias"),
            listAttribute("kernel_shape", c.patchSize(), c.patchSize()),
            listAttribute("strides", c.patchSize(), c.patchSize()));
    String flat = graph.node("Reshape", List.of(grid, "token_shape"));
    String patches = graph.node("Transpose", List.of(flat), listAttribute("perm", 0, 2, 1));
    String batch =
        graph.node("Slice", List.of(graph.node("Shape", List.of(image)), "axis_0", "axis_1"));
    String shape = graph.node("Concat", List.of(batch, "axis_1", "axis_1"), attribute("axis", 0));
    String classToken = graph.node("Expand", List.of("cls_token", shape));
    String tokens = graph.node("Concat", List.of(classToken, patches), attribute("axis", 1));
    return add(tokens, "pos_embed");
  }

  /** All but the bias of the last layer. */
  private String attention(String x, String path) {
    String mixed = path + "output";
    graph.ownNode(
        "Attention",
        List.of(x, transposed(path + "qkv.weight"), path + "qkv.bias"),
        List.of(mixed),
        attribute("num_heads", (long) c.heads()));
    return product(mixed, path + "proj");
  }

  /** All but the bias of the last layer. */
  private String perceptron(String x, String path) {
    return product(gelu(add(product(x, path + "fc1"), path + "fc1.bias")), path + "fc2");
  }

  /**
   * The exact GELU, x / 2 (1 + erf(x / sqrt 2)), in the form that ONNX Runtime recognises and
   * fuses.
   */
  private String gelu(String x) {
    String erf = graph.node("Erf", List.of(graph.node("Div", List.of(x, "sqrt_2"))));
    String gate = graph.node("Add", List.of(erf, "one"));
    return graph.node("Mul", List.of(graph.node("Mul", List.of(x, gate)), "half"));
  }

  /** Every patch's share of every logit; what they add up to; and the mean of the patch tokens. */
  private void head(String tokens, int outputs) {
    String patches = graph.node("Slice", List.of(tokens, "from_first_patch", "to_end", "axis_1"));
    graph.named(
        "embedding",
        "ReduceMean",
        List.of(patches),
        listAttribute("axes", 1),
        attribute("keepdims", 0));
    graph.output("embedding", -1, c.width());
    String contributions = graph.node("MatMul", List.of(patches, transposed("head.weight")));
    String shares = graph.node("Mul", List.of(contributions, "one_patch"));
    String byOutput = graph.node("Transpose", List.of(shares), listAttribute("perm", 0, 2, 1));
    graph.named("evidence", "Reshape", List.of(byOutput, "map_shape"));
    graph.output("evidence", -1, outputs, c.grid(), c.grid());
    String sum = graph.node("ReduceSum", List.of("evidence", "axes_map"), attribute("keepdims", 0));
    graph.named("logits", "Add", List.of(sum, "head.bias"));
    graph.output("logits", -1, outputs);
  }

  private String product(String x, String layer) {
    return graph.node("MatMul", List.of(x, transposed(layer + ".weight")));
  }

  /** ONNX Runtime folds the transposition of an initialiser away when it opens the file. */
  private String transposed(String weight) {
    return graph.node("Transpose", List.of(weight), listAttribute("perm", 1, 0));
  }

  private String norm(String x, String name) {
    return graph.node(
        "LayerNormalization",
        List.of(x, name + ".weight", name + ".bias"),
        attribute("axis", -1),
        attribute("epsilon", VisionTransformer.EPSILON));
  }

  private String add(String a, String b) {
    return graph.node("Add", List.of(a, b));
  }
}

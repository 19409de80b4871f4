package org.melascope.training.onnx;

import static org.melascope.training.onnx.OnnxGraph.attribute;
import static org.melascope.training.onnx.OnnxGraph.listAttribute;

import java.util.List;
import org.melascope.training.backbone.VisionTransformer;
import org.melascope.training.backbone.VitConfiguration;

/**
 * Writes a {@link VisionTransformer} below its head into an ONNX graph.
 *
 * <p>Attention, and norms with the sums before them, are ONNX Runtime's own operators: it does not
 * make them of the standard ones by itself, and takes a sixth less time for a picture with them.
 */
final class VitExport {
  private final VitConfiguration c;
  private final OnnxGraph graph;
  private final String prefix;

  /**
   * An export of this shape.
   *
   * @param prefix before the names of the parameters, which the graph holds already
   */
  VitExport(VitConfiguration configuration, OnnxGraph graph, String prefix) {
    this.c = configuration;
    this.graph = graph;
    this.prefix = prefix;
  }

  /** The tokens of the patches after the last norm, {@code [batch, patches, width]}. */
  String places(String image) {
    graph.integers(own("token_shape"), 0, c.width(), -1);
    graph.integers(own("from_first_patch"), 1);
    graph.integers(own("to_end"), Long.MAX_VALUE);
    graph.integers(own("axis_0"), 0);
    graph.integers(own("axis_1"), 1);
    graph.tensor(own("half"), OnnxExport.scalar(0.5));
    graph.tensor(own("one"), OnnxExport.scalar(1));
    graph.tensor(own("sqrt_2"), OnnxExport.scalar(Math.sqrt(2)));
    String x = embed(image);
    String normed = norm(x, own("blocks.0.norm1"));
    for (int block = 0; block < c.depth(); block++) {
      String path = own("blocks.") + block + ".";
      Sum sum = sum(x, attention(normed, path + "attn."), path + "attn.proj", path + "norm2");
      String next = own(block + 1 < c.depth() ? "blocks." + (block + 1) + ".norm1" : "norm");
      sum = sum(sum.sum, perceptron(sum.normed, path + "mlp."), path + "mlp.fc2", next);
      x = sum.sum;
      normed = sum.normed;
    }
    return graph.node(
        "Slice", List.of(normed, own("from_first_patch"), own("to_end"), own("axis_1")));
  }

  /** A name within this network. */
  private String own(String name) {
    return prefix + name;
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
        attribute("epsilon", VitConfiguration.EPSILON));
    return sum;
  }

  /** Patches to tokens, the class token before them, positions added. */
  private String embed(String image) {
    String grid =
        graph.node(
            "Conv",
            List.of(image, own("patch_embed.proj.weight"), own("patch_embed.proj.bias")),
            listAttribute("kernel_shape", c.patchSize(), c.patchSize()),
            listAttribute("strides", c.patchSize(), c.patchSize()));
    String flat = graph.node("Reshape", List.of(grid, own("token_shape")));
    String patches = graph.node("Transpose", List.of(flat), listAttribute("perm", 0, 2, 1));
    String batch =
        graph.node(
            "Slice", List.of(graph.node("Shape", List.of(image)), own("axis_0"), own("axis_1")));
    String shape =
        graph.node("Concat", List.of(batch, own("axis_1"), own("axis_1")), attribute("axis", 0));
    String classToken = graph.node("Expand", List.of(own("cls_token"), shape));
    String tokens = graph.node("Concat", List.of(classToken, patches), attribute("axis", 1));
    return add(tokens, own("pos_embed"));
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
    String erf = graph.node("Erf", List.of(graph.node("Div", List.of(x, own("sqrt_2")))));
    String gate = graph.node("Add", List.of(erf, own("one")));
    return graph.node("Mul", List.of(graph.node("Mul", List.of(x, gate)), own("half")));
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
        attribute("epsilon", VitConfiguration.EPSILON));
  }

  private String add(String a, String b) {
    return graph.node("Add", List.of(a, b));
  }
}

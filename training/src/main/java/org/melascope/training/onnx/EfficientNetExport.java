package org.melascope.training.onnx;

import static org.melascope.training.onnx.OnnxGraph.attribute;
import static org.melascope.training.onnx.OnnxGraph.listAttribute;

import java.util.List;
import org.melascope.training.backbone.EfficientNetConfiguration;
import org.melascope.training.backbone.EfficientNetConfiguration.Block;
import org.melascope.training.backbone.EfficientNetConfiguration.Convolution;

/** Writes an EfficientNet below its head into an ONNX graph. */
final class EfficientNetExport {
  private final EfficientNetConfiguration c;
  private final OnnxGraph graph;
  private final String prefix;

  /**
   * An export of this shape.
   *
   * @param prefix before the names of the parameters, which the graph holds already
   */
  EfficientNetExport(EfficientNetConfiguration configuration, OnnxGraph graph, String prefix) {
    this.c = configuration;
    this.graph = graph;
    this.prefix = prefix;
  }

  /** The places of the last convolution, {@code [batch, places, width]}. */
  String places(String image) {
    constants();
    return placesAgain(image);
  }

  /** Those of another picture, which may be of another size, by the same network. */
  String placesAgain(String image) {
    String scaled = graph.node("Mul", List.of(image, prefix + "scale"));
    String x = graph.node("Add", List.of(scaled, prefix + "shift"));
    for (Block block : c.blocks()) {
      String input = x;
      for (Convolution convolution : block.convolutions()) {
        x = convolved(x, convolution);
      }
      if (block.residual()) {
        x = graph.node("Add", List.of(x, input));
      }
    }
    String flat = graph.node("Reshape", List.of(x, prefix + "place_shape"));
    return graph.node("Transpose", List.of(flat), listAttribute("perm", 0, 2, 1));
  }

  private void constants() {
    graph.tensor(prefix + "scale", OnnxExport.scalar(EfficientNetConfiguration.SCALE));
    graph.tensor(prefix + "shift", OnnxExport.scalar(EfficientNetConfiguration.SHIFT));
    graph.tensor(prefix + "lowest", OnnxExport.scalar(0));
    graph.tensor(prefix + "highest", OnnxExport.scalar(EfficientNetConfiguration.CLIP));
    graph.integers(prefix + "place_shape", 0, c.width(), -1);
  }

  private String convolved(String x, Convolution convolution) {
    String name = prefix + convolution.name();
    String result =
        graph.node(
            "Conv",
            List.of(x, name + ".weight", name + ".bias"),
            listAttribute("kernel_shape", convolution.kernel(), convolution.kernel()),
            listAttribute("strides", convolution.stride(), convolution.stride()),
            listAttribute(
                "pads",
                convolution.before(),
                convolution.before(),
                convolution.after(),
                convolution.after()),
            attribute("group", (long) convolution.groups()));
    return convolution.clipped()
        ? graph.node("Clip", List.of(result, prefix + "lowest", prefix + "highest"))
        : result;
  }
}

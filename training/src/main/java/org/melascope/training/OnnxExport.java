package org.melascope.training;

import static org.melascope.training.OnnxGraph.attribute;
import static org.melascope.training.OnnxGraph.listAttribute;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a network, or several that answer together, as ONNX: input {@code image} {@code [batch, 3,
 * size, size]}; outputs {@code logits} {@code [batch, outputs]}, {@code evidence} {@code [batch,
 * outputs, grid, grid]} and {@code embedding} {@code [batch, width]}. The initialisers keep the
 * names of the parameters, so that the file can be read back as {@link Weights}.
 */
public final class OnnxExport {
  private final OnnxGraph graph;
  private final int outputs;

  private OnnxExport(String name, int outputs) {
    this.graph = new OnnxGraph(name);
    this.outputs = outputs;
  }

  /**
   * The ONNX file of a network.
   *
   * @throws IllegalArgumentException naming a tensor that is missing or of the wrong shape
   */
  public static byte[] of(Backbone backbone, Weights weights, int outputs) {
    OnnxExport export = new OnnxExport(backbone.name(), outputs);
    export.network(backbone, weights, export.image(backbone.imageSize()), "");
    export.graph.output("logits", -1, outputs);
    export.graph.output("evidence", -1, outputs, backbone.grid(), backbone.grid());
    export.graph.output("embedding", -1, backbone.width());
    return export.graph.toBytes();
  }

  /**
   * A network among several.
   *
   * @param share by which its logits and its evidence are multiplied before those of all are added
   *     up
   */
  public record Member(Backbone backbone, Weights weights, double share) {}

  /**
   * What comes before the names of the parameters of a network in a file that holds several.
   *
   * @param member from 0
   */
  static String prefix(int member) {
    return "network-" + (member + 1) + ".";
  }

  /**
   * The ONNX file of several networks that answer together. The embedding is that of the first. The
   * evidence is on the grid of the first: of a network with a coarser one, every place is divided
   * into equal parts.
   *
   * @throws IllegalArgumentException if they take pictures of different sizes, the grid of the
   *     first is no multiple of another's, or a tensor is missing or of the wrong shape
   */
  public static byte[] of(List<Member> members, int outputs) {
    Backbone first = members.get(0).backbone();
    OnnxExport export =
        new OnnxExport(
            String.join("+", members.stream().map(member -> member.backbone().name()).toList()),
            outputs);
    String image = export.image(first.imageSize());
    List<String> logits = new ArrayList<>();
    List<String> evidence = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      requireFit(first, member.backbone());
      String prefix = prefix(i);
      export.network(member.backbone(), member.weights(), image, prefix);
      export.graph.tensor(prefix + "share", scalar(member.share()));
      logits.add(export.shared(prefix, "logits"));
      evidence.add(export.fine(export.shared(prefix, "evidence"), first, member, prefix));
    }
    export.graph.named("logits", "Sum", logits);
    export.graph.named("evidence", "Sum", evidence);
    export.graph.named("embedding", "Identity", List.of(prefix(0) + "embedding"));
    export.graph.output("logits", -1, outputs);
    export.graph.output("evidence", -1, outputs, first.grid(), first.grid());
    export.graph.output("embedding", -1, first.width());
    return export.graph.toBytes();
  }

  private static void requireFit(Backbone first, Backbone other) {
    if (other.imageSize() != first.imageSize()) {
      throw new IllegalArgumentException(
          "%s takes pictures of %d pixels, %s of %d: they cannot answer together"
              .formatted(first.name(), first.imageSize(), other.name(), other.imageSize()));
    }
    if (first.grid() % other.grid() != 0) {
      throw new IllegalArgumentException(
          "%s divides a picture into %d places along a side, which are no parts of the %d of %s: name the finer network first"
              .formatted(first.name(), first.grid(), other.grid(), other.name()));
    }
  }

  private String image(int size) {
    return graph.input("image", -1, 3, size, size);
  }

  private void network(Backbone backbone, Weights weights, String image, String prefix) {
    TrainableNetwork.shapes(backbone, outputs)
        .forEach(
            (name, shape) -> graph.tensor(prefix + name, weights.require(name, shape.getShape())));
    head(backbone, places(backbone, image, prefix), prefix);
  }

  private String places(Backbone backbone, String image, String prefix) {
    if (backbone instanceof VitConfiguration transformer) {
      return new VitExport(transformer, graph, prefix).places(image);
    }
    return new EfficientNetExport((EfficientNetConfiguration) backbone, graph, prefix)
        .places(image);
  }

  /** Every place's share of every logit; what they add up to; and the mean of the places. */
  private void head(Backbone backbone, String places, String prefix) {
    int grid = backbone.grid();
    graph.integers(prefix + "map_shape", 0, outputs, grid, grid);
    graph.integers(prefix + "axes_map", 2, 3);
    graph.tensor(prefix + "one_place", scalar(1.0 / (grid * grid)));
    graph.named(
        prefix + "embedding",
        "ReduceMean",
        List.of(places),
        listAttribute("axes", 1),
        attribute("keepdims", 0));
    String weight =
        graph.node(
            "Transpose",
            List.of(prefix + TrainableNetwork.HEAD_WEIGHT),
            listAttribute("perm", 1, 0));
    String contributions = graph.node("MatMul", List.of(places, weight));
    String shares = graph.node("Mul", List.of(contributions, prefix + "one_place"));
    String byOutput = graph.node("Transpose", List.of(shares), listAttribute("perm", 0, 2, 1));
    graph.named(prefix + "evidence", "Reshape", List.of(byOutput, prefix + "map_shape"));
    String sum =
        graph.node(
            "ReduceSum",
            List.of(prefix + "evidence", prefix + "axes_map"),
            attribute("keepdims", 0));
    graph.named(prefix + "logits", "Add", List.of(sum, prefix + TrainableNetwork.HEAD_BIAS));
  }

  private String shared(String prefix, String output) {
    return graph.node("Mul", List.of(prefix + output, prefix + "share"));
  }

  /** Evidence on the grid of the first network, with the same sum. */
  private String fine(String evidence, Backbone first, Member member, String prefix) {
    int parts = first.grid() / member.backbone().grid();
    if (parts == 1) {
      return evidence;
    }
    graph.tensor(prefix + "finer", Tensor.of(new float[] {1, 1, parts, parts}, 4));
    graph.tensor(prefix + "one_part", scalar(1.0 / (parts * parts)));
    String repeated =
        graph.node(
            "Resize",
            List.of(evidence, "", prefix + "finer"),
            attribute("mode", "nearest"),
            attribute("coordinate_transformation_mode", "asymmetric"),
            attribute("nearest_mode", "floor"));
    return graph.node("Mul", List.of(repeated, prefix + "one_part"));
  }

  static Tensor scalar(double value) {
    return Tensor.of(new float[] {(float) value});
  }
}

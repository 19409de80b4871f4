package org.melascope.training.onnx;

import static org.melascope.training.onnx.OnnxGraph.attribute;
import static org.melascope.training.onnx.OnnxGraph.listAttribute;

import java.util.ArrayList;
import java.util.List;
import org.melascope.training.backbone.Backbone;
import org.melascope.training.backbone.EfficientNetConfiguration;
import org.melascope.training.backbone.TrainableNetwork;
import org.melascope.training.backbone.VitConfiguration;
import org.melascope.training.weights.Tensor;
import org.melascope.training.weights.Weights;

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
    export.weights(backbone, weights, "");
    export.network(backbone, export.image(backbone.imageSize()), "");
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
   * @param closeup whether it looks at a {@link Closeup} of the picture, too, and answers with the
   *     mean of both; a transformer cannot, for it knows but one size of pictures
   */
  public record Member(Backbone backbone, Weights weights, double share, boolean closeup) {
    public Member {
      if (closeup && backbone instanceof VitConfiguration) {
        throw new IllegalArgumentException(
            backbone.name() + " is a transformer, and cannot look at a close-up");
      }
    }

    /** One that looks at the whole picture alone. */
    public Member(Backbone backbone, Weights weights, double share) {
      this(backbone, weights, share, false);
    }
  }

  /**
   * What comes before the names of the parameters of a network in a file that holds several.
   *
   * @param member from 0
   */
  public static String prefix(int member) {
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
      Backbone backbone = member.backbone();
      requireFit(first, backbone);
      String prefix = prefix(i);
      export.weights(backbone, member.weights(), prefix);
      export.network(backbone, image, prefix);
      String share = prefix + "share";
      export.graph.tensor(share, scalar(member.share() / (member.closeup() ? 2 : 1)));
      logits.add(export.product(prefix + "logits", share));
      String shared = export.product(prefix + "evidence", share);
      evidence.add(Closeup.spread(export.graph, shared, backbone.grid(), first.grid(), prefix));
      if (member.closeup()) {
        export.closeup(first, backbone, image, prefix, logits, evidence);
      }
    }
    export.graph.named("logits", "Sum", logits);
    export.graph.named("evidence", "Sum", evidence);
    export.graph.named("embedding", "Identity", List.of(prefix(0) + "embedding"));
    export.graph.output("logits", -1, outputs);
    export.graph.output("evidence", -1, outputs, first.grid(), first.grid());
    export.graph.output("embedding", -1, first.width());
    return export.graph.toBytes();
  }

  /**
   * Checks that two networks can answer together.
   *
   * @throws IllegalArgumentException saying why not
   */
  public static void requireFit(Backbone first, Backbone other) {
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

  private void weights(Backbone backbone, Weights weights, String prefix) {
    TrainableNetwork.shapes(backbone, outputs)
        .forEach(
            (name, shape) -> graph.tensor(prefix + name, weights.require(name, shape.getShape())));
  }

  private void network(Backbone backbone, String image, String prefix) {
    String places =
        backbone instanceof VitConfiguration transformer
            ? new VitExport(transformer, graph, prefix).places(image)
            : convolutional(backbone, prefix).places(image);
    head(places, backbone.grid(), prefix, prefix);
  }

  private EfficientNetExport convolutional(Backbone backbone, String prefix) {
    return new EfficientNetExport((EfficientNetConfiguration) backbone, graph, prefix);
  }

  /** The second look of a network: what it adds to the logits and to the evidence. */
  private void closeup(
      Backbone first,
      Backbone backbone,
      String image,
      String prefix,
      List<String> logits,
      List<String> evidence) {
    Closeup closeup = Closeup.of(first, backbone);
    String own = prefix + "closeup.";
    String places = convolutional(backbone, prefix).placesAgain(closeup.image(graph, image, own));
    head(places, closeup.places(), prefix, own);
    logits.add(product(own + "logits", prefix + "share"));
    String shared = product(own + "evidence", prefix + "share");
    evidence.add(closeup.evidence(graph, shared, own));
  }

  /**
   * Every place's share of every logit; what they add up to; and the mean of the places.
   *
   * @param prefix before the names of the parameters
   * @param look before the names of the results
   */
  private void head(String places, int grid, String prefix, String look) {
    graph.integers(look + "map_shape", 0, outputs, grid, grid);
    graph.integers(look + "axes_map", 2, 3);
    graph.tensor(look + "one_place", scalar(1.0 / (grid * grid)));
    graph.named(
        look + "embedding",
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
    String shares = product(contributions, look + "one_place");
    String byOutput = graph.node("Transpose", List.of(shares), listAttribute("perm", 0, 2, 1));
    graph.named(look + "evidence", "Reshape", List.of(byOutput, look + "map_shape"));
    String sum =
        graph.node(
            "ReduceSum", List.of(look + "evidence", look + "axes_map"), attribute("keepdims", 0));
    graph.named(look + "logits", "Add", List.of(sum, prefix + TrainableNetwork.HEAD_BIAS));
  }

  private String product(String a, String b) {
    return graph.node("Mul", List.of(a, b));
  }

  static Tensor scalar(double value) {
    return Tensor.of(new float[] {(float) value});
  }
}

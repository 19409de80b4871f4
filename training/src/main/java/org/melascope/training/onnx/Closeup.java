package org.melascope.training.onnx;

import static org.melascope.training.onnx.OnnxGraph.attribute;
import static org.melascope.training.onnx.OnnxGraph.listAttribute;

import java.util.List;
import org.melascope.training.backbone.Backbone;
import org.melascope.training.weights.Tensor;

/**
 * The second look of a convolutional network among several: at the middle of the picture, enlarged
 * and turned by half a turn. What it sees larger and from the other side it does not see as it did
 * at first, so that the mean of both is better than either.
 *
 * @param size side of the picture in pixels
 * @param grid places along a side of the evidence of all networks together
 * @param margin how many of them are left out on each side
 * @param side of what the network is given, in pixels
 * @param places along a side of what the network makes of it
 */
record Closeup(int size, int grid, int margin, int side, int places) {
  /** Left out on each side, as a share of the whole. */
  private static final double MARGIN = 1.0 / 7;

  /**
   * The close-up for a network. It is smaller than the whole picture by one place of that network:
   * less work, and enlarged still.
   *
   * @param first among the networks, whose grid is that of the evidence
   */
  static Closeup of(Backbone first, Backbone network) {
    int places = Math.max(1, network.grid() - 1);
    int margin = (int) Math.max(1, Math.round(first.grid() * MARGIN));
    return new Closeup(
        first.imageSize(),
        first.grid(),
        margin,
        network.imageSize() / network.grid() * places,
        places);
  }

  /** Pixels of the picture along a side of the close-up. */
  private int pixels() {
    return size / grid * middle();
  }

  /** Places of the grid along a side of the close-up. */
  private int middle() {
    return grid - 2 * margin;
  }

  /** The close-up of a picture, {@code [batch, 3, side, side]}. */
  String image(OnnxGraph graph, String image, String prefix) {
    int from = (size - pixels()) / 2;
    graph.integers(prefix + "last", from + pixels() - 1L, from + pixels() - 1L);
    graph.integers(prefix + "before_first", from - 1L, from - 1L);
    graph.integers(prefix + "backwards", -1, -1);
    graph.integers(prefix + "rows_and_columns", 2, 3);
    String turned = turned(graph, image, "last", "before_first", prefix);
    float factor = (float) side / pixels();
    graph.tensor(prefix + "larger", Tensor.of(new float[] {1, 1, factor, factor}, 4));
    return graph.node(
        "Resize",
        List.of(turned, "", prefix + "larger"),
        attribute("mode", "linear"),
        attribute("coordinate_transformation_mode", "half_pixel"));
  }

  /** Rows and columns from the last ones to those before the first, backwards. */
  private static String turned(
      OnnxGraph graph, String x, String last, String beforeFirst, String prefix) {
    return graph.node(
        "Slice",
        List.of(
            x,
            prefix + last,
            prefix + beforeFirst,
            prefix + "rows_and_columns",
            prefix + "backwards"));
  }

  /**
   * The evidence of a close-up where it lies in the picture, with the same sum, {@code [batch,
   * outputs, grid, grid]}: what a place of the network shows, evenly over the part of the picture
   * that it covers.
   */
  String evidence(OnnxGraph graph, String evidence, String prefix) {
    String fine = spread(graph, evidence, places, middle(), prefix);
    graph.integers(prefix + "end", -1 - grid, -1 - grid);
    graph.integers(prefix + "end_of_evidence", -1L, -1L);
    String back = turned(graph, fine, "end_of_evidence", "end", prefix);
    graph.integers(prefix + "margins", 0, 0, margin, margin, 0, 0, margin, margin);
    return graph.node("Pad", List.of(back, prefix + "margins"));
  }

  /**
   * Evidence on another grid over the same area, with the same sum.
   *
   * @param from places along a side
   * @param to places along a side of the result
   */
  static String spread(OnnxGraph graph, String evidence, int from, int to, String prefix) {
    if (from == to) {
      return evidence;
    }
    int parts = to / greatestCommonDivisor(from, to);
    int together = from * parts / to;
    graph.tensor(prefix + "finer", Tensor.of(new float[] {1, 1, parts, parts}, 4));
    String repeated =
        graph.node(
            "Resize",
            List.of(evidence, "", prefix + "finer"),
            attribute("mode", "nearest"),
            attribute("coordinate_transformation_mode", "asymmetric"),
            attribute("nearest_mode", "floor"));
    String pooled =
        together == 1
            ? repeated
            : graph.node(
                "AveragePool",
                List.of(repeated),
                listAttribute("kernel_shape", together, together),
                listAttribute("strides", together, together));
    double share = (double) from * from / ((double) to * to);
    graph.tensor(prefix + "one_part", OnnxExport.scalar(share));
    return graph.node("Mul", List.of(pooled, prefix + "one_part"));
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}

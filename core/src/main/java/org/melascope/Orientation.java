package org.melascope;

import java.util.Arrays;
import java.util.List;
import org.melascope.network.EvidenceMap;
import org.melascope.network.Network;
import org.melascope.network.NetworkOutput;

/**
 * Which of its eight {@link Views} a picture is shown to the network in, so that the answer is the
 * same however the picture was turned or mirrored (a canonicalisation, as in Kaba et al.,
 * "Equivariance with Learned Canonicalization Functions", ICML 2023): the one whose centre of
 * brightness lies to the right of the middle, below it, and more to the right than below. A network
 * that was trained on all eight alike is as good in this one as in any.
 *
 * @param view from 0 to {@link Views#COUNT} - 1
 */
public record Orientation(int view) {
  /**
   * The orientation of a prepared picture.
   *
   * @param tensor {@code [channels, size, size]}
   */
  public static Orientation of(float[] tensor, int size) {
    double right = 0;
    double down = 0;
    double middle = (size - 1) / 2.0;
    float[] brightness = new float[size];
    for (int row = 0; row < size; row++) {
      Arrays.fill(brightness, 0);
      for (int from = row * size; from < tensor.length; from += size * size) {
        for (int column = 0; column < size; column++) {
          brightness[column] += tensor[from + column];
        }
      }
      double sum = 0;
      double moment = 0;
      for (int column = 0; column < size; column++) {
        sum += brightness[column];
        moment += (column - middle) * brightness[column];
      }
      right += moment;
      down += (row - middle) * sum;
    }
    boolean mirrored = Math.abs(down) > Math.abs(right);
    double newRight = mirrored ? down : right;
    double newDown = mirrored ? right : down;
    return new Orientation((mirrored ? 4 : 0) + (newRight < 0 ? 2 : 0) + (newDown < 0 ? 1 : 0));
  }

  /**
   * What a network says of a picture, however that was turned.
   *
   * @param tensor {@code [3, size, size]}, as it takes them
   */
  public static NetworkOutput run(Network network, float[] tensor) {
    Orientation orientation = of(tensor, network.size());
    float[] turned = orientation.turned(tensor, network.size());
    return orientation.back(network.run(List.of(turned)).get(0));
  }

  /**
   * The tensor in this view.
   *
   * @param tensor {@code [channels, size, size]}; returned itself where nothing is to be turned
   */
  public float[] turned(float[] tensor, int size) {
    return view == 0 ? tensor : Views.turned(tensor, size, view);
  }

  /** What the network says of this view, with the evidence where it lies in the picture. */
  NetworkOutput back(NetworkOutput output) {
    EvidenceMap evidence = view == 0 ? output.evidence() : Views.back(output.evidence(), view);
    return new NetworkOutput(output.logits(), evidence, output.embedding());
  }
}

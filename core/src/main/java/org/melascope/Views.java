package org.melascope;

import java.util.ArrayList;
import java.util.List;
import org.melascope.network.EvidenceMap;
import org.melascope.network.NetworkOutput;

/**
 * The eight views of a square picture that show the same lesion: as it is and mirrored at the
 * diagonal, each also upside down, mirrored left to right, and both. No pixel is changed.
 */
public final class Views {
  /** How many there are. */
  public static final int COUNT = 8;

  /** Side of the blocks in which a picture is turned: its rows and columns fit into the cache. */
  private static final int BLOCK = 32;

  private Views() {}

  /**
   * The views of a tensor.
   *
   * @param tensor {@code [channels, size, size]}
   */
  public static List<float[]> of(float[] tensor, int size) {
    List<float[]> views = new ArrayList<>();
    for (int view = 0; view < COUNT; view++) {
      views.add(turned(tensor, size, view));
    }
    return views;
  }

  /** The mean over the views of the logits. */
  static float[] meanLogits(List<NetworkOutput> outputs) {
    float[] mean = new float[outputs.get(0).logits().length];
    for (int i = 0; i < mean.length; i++) {
      double sum = 0;
      for (NetworkOutput output : outputs) {
        sum += output.logits()[i];
      }
      mean[i] = (float) (sum / outputs.size());
    }
    return mean;
  }

  /**
   * The mean over the views of the evidence, each turned back: it adds up to the mean logits as one
   * map does to its own.
   */
  static EvidenceMap meanEvidence(List<NetworkOutput> outputs) {
    EvidenceMap first = outputs.get(0).evidence();
    float[] mean = new float[first.outputs() * first.rows() * first.columns()];
    for (int view = 0; view < outputs.size(); view++) {
      addBack(outputs.get(view).evidence(), view, 1f / outputs.size(), mean);
    }
    return new EvidenceMap(first.outputs(), first.rows(), first.columns(), mean);
  }

  /** The evidence of a view, turned back to where it lies in the picture. */
  static EvidenceMap back(EvidenceMap evidence, int view) {
    float[] back = new float[evidence.outputs() * evidence.rows() * evidence.columns()];
    addBack(evidence, view, 1, back);
    return new EvidenceMap(evidence.outputs(), evidence.rows(), evidence.columns(), back);
  }

  private static void addBack(EvidenceMap evidence, int view, float weight, float[] sums) {
    int side = evidence.rows();
    if (evidence.columns() != side) {
      throw new IllegalArgumentException(
          "evidence of %d x %d patches cannot be turned".formatted(side, evidence.columns()));
    }
    for (int output = 0; output < evidence.outputs(); output++) {
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          int place = source(row, column, side, view);
          sums[output * side * side + place] += weight * evidence.at(output, row, column);
        }
      }
    }
  }

  static float[] turned(float[] tensor, int size, int view) {
    float[] turned = new float[tensor.length];
    int plane = size * size;
    for (int first = 0; first < tensor.length; first += plane) {
      // Block by block: a picture mirrored at the diagonal is read down its columns.
      for (int top = 0; top < size; top += BLOCK) {
        for (int left = 0; left < size; left += BLOCK) {
          turnBlock(tensor, turned, first, top, left, size, view);
        }
      }
    }
    return turned;
  }

  private static void turnBlock(
      float[] tensor, float[] turned, int first, int top, int left, int size, int view) {
    int bottom = Math.min(size, top + BLOCK);
    int right = Math.min(size, left + BLOCK);
    for (int row = top; row < bottom; row++) {
      int from = first + source(row, left, size, view);
      int step = source(row, left + 1, size, view) - source(row, left, size, view);
      for (int column = left; column < right; column++, from += step) {
        turned[first + row * size + column] = tensor[from];
      }
    }
  }

  /** Where in the picture the place of a view comes from. */
  private static int source(int row, int column, int size, int view) {
    int y = (view & 1) == 0 ? row : size - 1 - row;
    int x = (view & 2) == 0 ? column : size - 1 - column;
    return (view & 4) == 0 ? y * size + x : x * size + y;
  }
}

package org.melascope.gates;

import java.util.Arrays;

/** Cells of a square grid that hang together, sideways or up and down. */
final class Regions {
  private Regions() {}

  /** Which of some cells hang together with one in a corner. */
  static boolean[] connectedToCorners(boolean[] cells, int side) {
    int[] labels = new int[cells.length];
    for (int corner : new int[] {0, side - 1, side * (side - 1), side * side - 1}) {
      flood(cells, labels, corner, 1, side);
    }
    return having(labels, 1);
  }

  /** Leaves only the region that weighs most, with its holes filled. */
  static void keepMostCentral(boolean[] cells, int side) {
    int[] labels = new int[cells.length];
    double[] weights = new double[cells.length + 1];
    int heaviest = -1;
    int regions = 0;
    for (int i = 0; i < cells.length; i++) {
      if (cells[i]) {
        if (labels[i] == 0) {
          regions++;
          flood(cells, labels, i, regions, side);
        }
        weights[labels[i]] += weight(i, side);
      }
    }
    for (int region = 1; region <= regions; region++) {
      if (heaviest < 0 || weights[region] > weights[heaviest]) {
        heaviest = region;
      }
    }
    boolean[] best = having(labels, heaviest);
    fillHoles(best, side);
    System.arraycopy(best, 0, cells, 0, cells.length);
  }

  private static boolean[] having(int[] labels, int label) {
    boolean[] cells = new boolean[labels.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = labels[i] == label;
    }
    return cells;
  }

  /** A Gaussian bell about the middle whose deviation is two sevenths of the side. */
  private static double weight(int cell, int side) {
    int row = cell / side;
    int column = cell % side;
    double y = (row + 0.5) / side - 0.5;
    double x = (column + 0.5) / side - 0.5;
    double deviation = 2.0 / 7;
    return Math.exp(-(x * x + y * y) / (2 * deviation * deviation));
  }

  private static void fillHoles(boolean[] cells, int side) {
    boolean[] empty = new boolean[cells.length];
    for (int i = 0; i < cells.length; i++) {
      empty[i] = !cells[i];
    }
    int[] outside = new int[cells.length];
    for (int i = 0; i < side; i++) {
      for (int edge : new int[] {i, side * (side - 1) + i, i * side, i * side + side - 1}) {
        flood(empty, outside, edge, 1, side);
      }
    }
    for (int i = 0; i < cells.length; i++) {
      cells[i] = outside[i] == 0;
    }
  }

  /** Adds the neighbours of all cells of the region, as far as they are allowed. */
  static void grow(boolean[] cells, boolean[] allowed, int side) {
    boolean[] before = cells.clone();
    for (int i = 0; i < cells.length; i++) {
      if (!before[i] && allowed[i]) {
        cells[i] =
            (i % side > 0 && before[i - 1])
                || (i % side < side - 1 && before[i + 1])
                || (i >= side && before[i - side])
                || (i < cells.length - side && before[i + side]);
      }
    }
  }

  /** Labels all cells that hang together with the first and have no label yet. */
  private static void flood(boolean[] cells, int[] labels, int first, int label, int side) {
    if (!cells[first] || labels[first] != 0) {
      return;
    }
    int[] waiting = new int[64];
    int count = 0;
    waiting[count++] = first;
    labels[first] = label;
    while (count > 0) {
      int cell = waiting[--count];
      if (count + 4 > waiting.length) {
        waiting = Arrays.copyOf(waiting, 2 * waiting.length);
      }
      int column = cell % side;
      int[] neighbours = {
        column > 0 ? cell - 1 : -1, column < side - 1 ? cell + 1 : -1, cell - side, cell + side
      };
      for (int next : neighbours) {
        if (next >= 0 && next < cells.length && cells[next] && labels[next] == 0) {
          labels[next] = label;
          waiting[count++] = next;
        }
      }
    }
  }
}

package org.melascope.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.image.Preprocessing;
import org.melascope.network.EvidenceMap;

/**
 * What each patch of a picture adds to each diagnosis' logit.
 *
 * @param rows patches from top to bottom
 * @param columns patches from left to right
 * @param frame the part of the upright picture that the patches cover, in pixels
 * @param greatest the largest absolute value of all
 * @param maps by code of the diagnosis: {@code [rows][columns]}
 */
record EvidenceJson(
    int rows, int columns, Preprocessing.Frame frame, float greatest, Map<String, float[][]> maps) {

  static EvidenceJson of(EvidenceMap evidence, Preprocessing.Frame frame) {
    Map<String, float[][]> maps = new LinkedHashMap<>();
    float greatest = 0;
    for (Diagnosis diagnosis : Diagnosis.ALL) {
      float[][] map = new float[evidence.rows()][evidence.columns()];
      for (int row = 0; row < map.length; row++) {
        for (int column = 0; column < map[row].length; column++) {
          map[row][column] = evidence.at(diagnosis.ordinal(), row, column);
          greatest = Math.max(greatest, Math.abs(map[row][column]));
        }
      }
      maps.put(diagnosis.code(), map);
    }
    return new EvidenceJson(evidence.rows(), evidence.columns(), frame, greatest, maps);
  }
}

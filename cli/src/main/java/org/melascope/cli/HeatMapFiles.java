package org.melascope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.melascope.Assessment;
import org.melascope.HeatMap;
import org.melascope.image.LesionImage;
import org.melascope.image.PictureFormat;
import org.melascope.image.Preprocessing;

/**
 * The folder of {@code --heat-map}: for each picture a PNG that is called like it, with {@code
 * .heat-map.png} behind. Of pictures with equal names the second gets {@code -2} before that, the
 * third {@code -3}.
 */
final class HeatMapFiles {
  private final Map<Path, Path> fileOf = new HashMap<>();
  private final Preprocessing preprocessing;

  /**
   * Makes the folder and gives each picture a file in it.
   *
   * @throws IOException if the folder cannot be made
   */
  HeatMapFiles(Path folder, List<Path> pictures, Preprocessing preprocessing) throws IOException {
    this.preprocessing = preprocessing;
    Files.createDirectories(folder);
    Set<String> taken = new HashSet<>();
    for (Path picture : pictures) {
      fileOf.computeIfAbsent(picture, key -> folder.resolve(freeName(key, taken)));
    }
  }

  /** Some file systems do not tell small letters from capitals. */
  private static String freeName(Path picture, Set<String> taken) {
    String name = String.valueOf(picture.getFileName());
    String file = name + ".heat-map.png";
    for (int i = 2; !taken.add(file.toLowerCase(Locale.ROOT)); i++) {
      file = name + "-" + i + ".heat-map.png";
    }
    return file;
  }

  /** Draws a picture's heat map: that of its most likely diagnosis. */
  void write(Path picture, LesionImage image, Assessment assessment) throws IOException {
    LesionImage map =
        HeatMap.draw(
            image, assessment.evidence(), assessment.distribution().mostLikely(), preprocessing);
    Files.write(of(picture), PictureFormat.PNG.encode(map));
  }

  /** Where a picture's heat map lies. */
  Path of(Path picture) {
    return Objects.requireNonNull(fileOf.get(picture));
  }
}

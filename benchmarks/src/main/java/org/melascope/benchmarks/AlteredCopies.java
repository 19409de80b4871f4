package org.melascope.benchmarks;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Listing;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import org.melascope.image.PictureFormat;
import org.melascope.image.Resampling;
import org.melascope.image.UnreadableImageException;

/**
 * Pictures of a manifest, drawn at random, and what may become of them on the way to another
 * collection: reduced to two thirds, cropped on each side, saved as JPEG. {@code benchmarks/copies}
 * asks an audit to find them.
 */
public final class AlteredCopies {
  private static final int ORIGINALS = 600;
  private static final List<Double> CROPPED = List.of(0.0, 0.03, 0.05, 0.08);
  private static final List<Double> QUALITIES = List.of(0.75, 0.5, 0.3);

  private final Path folder;
  private final StringBuilder manifest =
      new StringBuilder("image,label,split,copy_of,cropped,quality\n");
  private final Random random = new Random(1);

  private AlteredCopies(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes pictures and a manifest of them.
   *
   * @param arguments a manifest, and the folder to write into
   */
  public static void main(String[] arguments) throws Exception {
    new AlteredCopies(Files.createDirectories(Path.of(arguments[1]))).write(Path.of(arguments[0]));
  }

  private void write(Path given) throws IOException, UnreadableImageException {
    List<LabelledPicture> pictures =
        new ArrayList<>(
            Listing.of(given).pictures().stream()
                .filter(picture -> picture.label().isPresent())
                .toList());
    Collections.shuffle(pictures, random);
    for (int i = 0; i < Math.min(ORIGINALS, pictures.size()); i++) {
      LabelledPicture picture = pictures.get(i);
      String original = i + ending(picture.file());
      Files.copy(picture.file(), folder.resolve(original));
      String label = picture.label().orElseThrow().toString();
      manifest.append("%s,\"%s\",train,,,%n".formatted(original, label));
      LesionImage image = new ImageReader().read(picture.file());
      for (double cropped : CROPPED) {
        BufferedImage altered = altered(image, cropped);
        for (double quality : QUALITIES) {
          String name = String.format(Locale.ROOT, "%d-%.2f-%.2f.jpg", i, cropped, quality);
          Files.write(folder.resolve(name), PictureFormat.jpeg(altered, quality));
          manifest.append(
              String.format(
                  Locale.ROOT,
                  "%s,\"%s\",train,%s,%s,%s%n",
                  name,
                  label,
                  original,
                  cropped,
                  quality));
        }
      }
    }
    Files.writeString(folder.resolve("manifest.csv"), manifest);
  }

  private static String ending(Path file) {
    String name = file.toString();
    return name.substring(name.lastIndexOf('.'));
  }

  /** Without up to a share of its width or height on each side, at two thirds of what is left. */
  private BufferedImage altered(LesionImage image, double cropped) {
    double left = cropped * random.nextDouble() * image.width();
    double top = cropped * random.nextDouble() * image.height();
    double across = image.width() * (1 - cropped * random.nextDouble()) - left;
    double down = image.height() * (1 - cropped * random.nextDouble()) - top;
    int width = (int) Math.round(across * 2 / 3);
    int height = (int) Math.round(down * 2 / 3);
    float[] samples = new float[3 * width * height];
    Resampling.resize(image, left, top, across, down, width, height, samples);
    BufferedImage altered = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      int red = Math.round(samples[i]);
      int green = Math.round(samples[width * height + i]);
      int blue = Math.round(samples[2 * width * height + i]);
      altered.setRGB(i % width, i / width, red << 16 | green << 8 | blue);
    }
    return altered;
  }
}

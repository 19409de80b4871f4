package org.melascope.dataset.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.melascope.dataset.synthetic.LesionPigment.Look;
import org.melascope.image.LesionImage;
import org.melascope.image.PictureFormat;
import org.melascope.image.Resampling;

/**
 * The pictures in the project's folder {@code samples/}: one of each thing the generator can draw.
 */
public final class SyntheticSamples {
  /** A third of a sample's size. */
  private static final int THUMBNAIL_WIDTH = 200;

  private static final int THUMBNAIL_HEIGHT = 150;

  private SyntheticSamples() {}

  /** The samples by file name, in order of name. */
  public static Map<String, SyntheticLesion> all() {
    Map<String, SyntheticLesion> samples = new LinkedHashMap<>();
    samples.put(
        "synthetic-dark-skin-and-vignette.jpg",
        lesion(
            13,
            new LesionOutline(0.5, 0.2, 0.2, 0.4),
            melanocytic(2, 0.5, 0.7, 0.1),
            new LesionScene(0.65, 3, 3, false, 1, 0.5)));
    samples.put(
        "synthetic-haemangioma.jpg",
        lesion(
            9,
            new LesionOutline(0.45, 0.2, 0.2, 0.15),
            new LesionPigment(Look.VASCULAR, 1, 0, 0, 0),
            new LesionScene(0.1, 0, 6, false, 0.5, 0.7)));
    samples.put(
        "synthetic-hair-and-ruler.jpg",
        lesion(
            11,
            new LesionOutline(0.45, 0.2, 0.2, 0.4),
            melanocytic(2, 0.5, 0.7, 0.1),
            new LesionScene(0.2, 22, 0, true, 0, 0.5)));
    samples.put(
        "synthetic-keratosis.jpg",
        lesion(
            7,
            new LesionOutline(0.6, 0.3, 0.3, 0.05),
            new LesionPigment(Look.KERATOSIS, 1, 0, 0, 0),
            LesionScene.PLAIN));
    samples.put(
        "synthetic-melanoma.jpg",
        lesion(
            5,
            new LesionOutline(0.7, 0.8, 0.7, 0.2),
            melanocytic(5, 0.9, 0.6, 0.3),
            new LesionScene(0.12, 2, 2, false, 0.3, 0.5)));
    samples.put(
        "synthetic-naevus.jpg",
        lesion(
            3,
            new LesionOutline(0.5, 0.1, 0.1, 0.5),
            melanocytic(1, 0, 0.6, 0.05),
            LesionScene.PLAIN));
    return samples;
  }

  /**
   * Draws the samples into a folder, over earlier ones.
   *
   * @throws IOException if the folder cannot be written to
   */
  public static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, SyntheticLesion> sample : all().entrySet()) {
      byte[] file = PictureFormat.JPEG.encode(sample.getValue().draw());
      Files.write(folder.resolve(sample.getKey()), file);
    }
  }

  /**
   * Draws small versions of the samples, 200 by 150 pixels, into a folder, over earlier ones: for
   * places that show all of them at once.
   *
   * @throws IOException if the folder cannot be written to
   */
  public static void writeThumbnails(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, SyntheticLesion> sample : all().entrySet()) {
      byte[] file = PictureFormat.JPEG.encode(thumbnail(sample.getValue().draw()));
      Files.write(folder.resolve(sample.getKey()), file);
    }
  }

  private static LesionImage thumbnail(LesionImage picture) {
    int plane = THUMBNAIL_WIDTH * THUMBNAIL_HEIGHT;
    float[] samples = new float[3 * plane];
    Resampling.resize(
        picture,
        0,
        0,
        picture.width(),
        picture.height(),
        THUMBNAIL_WIDTH,
        THUMBNAIL_HEIGHT,
        samples);
    byte[] rgb = new byte[3 * plane];
    for (int i = 0; i < rgb.length; i++) {
      float sample = samples[i % 3 * plane + i / 3];
      rgb[i] = (byte) Math.max(0, Math.min(255, Math.round(sample)));
    }
    return LesionImage.of(THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT, rgb);
  }

  private static SyntheticLesion lesion(
      long seed, LesionOutline outline, LesionPigment pigment, LesionScene scene) {
    return new SyntheticLesion(seed, 600, 450, outline, pigment, scene);
  }

  private static LesionPigment melanocytic(
      int colours, double variegation, double network, double globules) {
    return new LesionPigment(Look.MELANOCYTIC, colours, variegation, network, globules);
  }
}

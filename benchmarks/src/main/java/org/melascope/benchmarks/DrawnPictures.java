package org.melascope.benchmarks;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.melascope.dataset.synthetic.SyntheticDataSet;
import org.melascope.image.LesionImage;
import org.melascope.image.PictureFormat;

/**
 * The pictures that are measured with: synthetic lesions in 4:3 as JPEGs of high quality, as wide
 * as the public dermoscopic archives have them or wider, until each has {@value #BYTES} bytes. The
 * same in every run.
 */
final class DrawnPictures {
  private static final int BYTES = 200_000;
  private static final int COUNT = 8;
  private static final int NARROWEST = 960;
  private static final int STEP = 40;
  private static final float QUALITY = 0.98f;

  private DrawnPictures() {}

  /** The files. */
  static List<byte[]> draw() {
    List<byte[]> pictures = new ArrayList<>();
    int width = NARROWEST;
    for (int number = 0; number < COUNT; number++) {
      byte[] jpeg = draw(number, width);
      while (jpeg.length < BYTES) {
        width += STEP;
        jpeg = draw(number, width);
      }
      pictures.add(jpeg);
    }
    return pictures;
  }

  private static byte[] draw(int number, int width) {
    SyntheticDataSet lesions = new SyntheticDataSet(COUNT, 1, width, width * 3 / 4, 0.2, 0.25);
    LesionImage lesion = lesions.lesion(number).draw();
    byte[] rgb = lesion.toRgb();
    BufferedImage image =
        new BufferedImage(lesion.width(), lesion.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < rgb.length / 3; i++) {
      int pixel =
          (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | (rgb[3 * i + 2] & 0xff);
      image.setRGB(i % lesion.width(), i / lesion.width(), pixel);
    }
    return PictureFormat.jpeg(image, QUALITY);
  }
}

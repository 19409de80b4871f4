package org.melascope.dataset.audit;

import java.util.Base64;
import org.melascope.dataset.LabelledPicture;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import org.melascope.image.PictureFormat;
import org.melascope.image.Resampling;
import org.melascope.image.UnreadableImageException;

/** A small copy of a picture, within a page. */
final class PagePicture {
  private static final int LONG_SIDE = 96;

  private PagePicture() {}

  /** An {@code img} element; a note if the picture cannot be read any more. */
  static String of(LabelledPicture picture) {
    String name = AuditPage.escape(picture.name());
    try {
      byte[] jpeg = PictureFormat.JPEG.encode(small(new ImageReader().read(picture.file())));
      String data = Base64.getEncoder().encodeToString(jpeg);
      return "<img alt=\"%s\" src=\"data:image/jpeg;base64,%s\">".formatted(name, data);
    } catch (UnreadableImageException e) {
      return name + " cannot be read any more";
    }
  }

  private static LesionImage small(LesionImage image) {
    double scale = Math.min(1, (double) LONG_SIDE / Math.max(image.width(), image.height()));
    int width = Math.max(1, (int) Math.round(scale * image.width()));
    int height = Math.max(1, (int) Math.round(scale * image.height()));
    int plane = width * height;
    float[] planes = new float[3 * plane];
    Resampling.resize(image, 0, 0, image.width(), image.height(), width, height, planes);
    byte[] rgb = new byte[3 * plane];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Math.round(planes[i % 3 * plane + i / 3]);
    }
    return LesionImage.of(width, height, rgb);
  }
}

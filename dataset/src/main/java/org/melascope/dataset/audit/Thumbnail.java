package org.melascope.dataset.audit;

import org.melascope.image.LesionImage;
import org.melascope.image.Resampling;

/**
 * A whole picture, squashed to a small grey square: what is left of it when resolution, shape and
 * compression are taken away. Immutable.
 */
final class Thumbnail {
  /** Width and height in samples. */
  static final int SIZE = 48;

  /** How much of the frame the inner hash leaves out on each side, in samples (4 %). */
  private static final int INNER_MARGIN = 2;

  private final byte[] grey;
  private final PerceptualHash hash;
  private final PerceptualHash innerHash;
  private final byte[] roughDetail;

  private Thumbnail(byte[] grey) {
    this.grey = grey;
    float[] samples = samples();
    this.roughDetail = FineDetail.rough(FineDetail.of(samples));
    this.hash = PerceptualHash.of(samples, SIZE, 0);
    this.innerHash = PerceptualHash.of(samples, SIZE, INNER_MARGIN);
  }

  /** The thumbnail of a picture, its luma (ITU-R BT.601) rounded to 8 bits. */
  static Thumbnail of(LesionImage image) {
    int plane = SIZE * SIZE;
    float[] rgb = new float[3 * plane];
    Resampling.resize(image, 0, 0, image.width(), image.height(), SIZE, SIZE, rgb);
    byte[] grey = new byte[plane];
    for (int i = 0; i < plane; i++) {
      double luma = 0.299 * rgb[i] + 0.587 * rgb[i + plane] + 0.114 * rgb[i + 2 * plane];
      grey[i] = (byte) Math.round(luma);
    }
    return new Thumbnail(grey);
  }

  /** A copy of the samples, 0 to 255, row by row. */
  float[] samples() {
    float[] samples = new float[grey.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = grey[i] & 0xff;
    }
    return samples;
  }

  /** Its {@linkplain FineDetail detail} in bytes, to compare many; nobody may write to it. */
  byte[] roughDetail() {
    return roughDetail;
  }

  /** The hash of the whole picture. */
  PerceptualHash hash() {
    return hash;
  }

  /** The hash of what is left when the picture is cropped a little on all sides. */
  PerceptualHash innerHash() {
    return innerHash;
  }
}

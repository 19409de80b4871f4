package org.melascope.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.SinglePixelPackedSampleModel;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/**
 * What a decoder made of a picture, before it is brought to sRGB: 8-bit samples, row by row,
 * interleaved, and the opacity where it has any.
 *
 * <p>Java's colour models are passed by on purpose: they take grey for linear light and brighten
 * it.
 */
final class Samples {
  private final int width;
  private final int height;
  private final int components;
  private final byte[] colour;
  private final byte[] opacity;

  private Samples(int width, int height, int components, byte[] colour, byte[] opacity) {
    this.width = width;
    this.height = height;
    this.components = components;
    this.colour = colour;
    this.opacity = opacity;
  }

  /** Opaque RGB samples, {@code 3 * width * height} bytes, given away. */
  static Samples ofRgb(int width, int height, byte[] rgb) {
    return new Samples(width, height, 3, rgb, new byte[0]);
  }

  /**
   * Opaque samples of one or more colours, {@code components * width * height} bytes, given away.
   */
  static Samples ofColours(int width, int height, int components, byte[] colours) {
    return new Samples(width, height, components, colours, new byte[0]);
  }

  /** The samples of a decoded picture. */
  static Samples of(BufferedImage image) throws PictureFault {
    if (image.getColorModel() instanceof IndexColorModel palette) {
      return ofPalette(image.getRaster(), palette);
    }
    Samples samples = allocate(image);
    if (!samples.copyBytes(image.getRaster()) && !samples.copyPackedInts(image.getRaster())) {
      samples.copyOneByOne(image.getRaster());
    }
    return samples.withoutPremultiplication(image.getColorModel());
  }

  /**
   * The same as {@link #of} the plain way, whatever the layout in memory; for pictures without a
   * palette.
   */
  static Samples ofAnyLayout(BufferedImage image) throws PictureFault {
    Samples samples = allocate(image);
    samples.copyOneByOne(image.getRaster());
    return samples.withoutPremultiplication(image.getColorModel());
  }

  /** The samples of a raster all of whose bands are colours. */
  static Samples ofRaster(Raster raster) throws PictureFault {
    int bands = raster.getNumBands();
    Samples samples = allocate(raster.getWidth(), raster.getHeight(), bands, false);
    if (!samples.copyBytes(raster)) {
      samples.copyOneByOne(raster);
    }
    return samples;
  }

  private static Samples allocate(BufferedImage image) throws PictureFault {
    ColorModel model = image.getColorModel();
    return allocate(
        image.getWidth(), image.getHeight(), model.getNumColorComponents(), model.hasAlpha());
  }

  private static Samples allocate(int width, int height, int components, boolean hasOpacity)
      throws PictureFault {
    int pixels = width * height;
    if ((long) pixels * components > Integer.MAX_VALUE - 8) {
      throw PictureFault.unsupported("a picture of " + components + " colours and so many pixels");
    }
    byte[] opacity = new byte[hasOpacity ? pixels : 0];
    return new Samples(width, height, components, new byte[pixels * components], opacity);
  }

  private static Samples ofPalette(Raster raster, IndexColorModel palette) throws PictureFault {
    Samples samples = allocate(raster.getWidth(), raster.getHeight(), 3, palette.hasAlpha());
    int[] colours = new int[palette.getMapSize()];
    palette.getRGBs(colours);
    int[] row = new int[samples.width];
    for (int y = 0; y < samples.height; y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, samples.width, 1, 0, row);
      for (int x = 0; x < samples.width; x++) {
        if (row[x] >= colours.length) {
          throw PictureFault.broken(
              "a pixel has colour " + row[x] + " of a palette of " + colours.length);
        }
        samples.putArgb(y * samples.width + x, colours[row[x]]);
      }
    }
    return samples;
  }

  private void putArgb(int pixel, int argb) {
    colour[3 * pixel] = (byte) (argb >> 16);
    colour[3 * pixel + 1] = (byte) (argb >> 8);
    colour[3 * pixel + 2] = (byte) argb;
    if (opacity.length > 0) {
      opacity[pixel] = (byte) (argb >>> 24);
    }
  }

  /** Copies from a raster of whole bytes; false if it is laid out otherwise. */
  private boolean copyBytes(Raster raster) {
    if (!(raster.getSampleModel() instanceof ComponentSampleModel model)
        || !(raster.getDataBuffer() instanceof DataBufferByte buffer)
        || !startsAtOrigin(raster)
        || !hasEightBits(model)) {
      return false;
    }
    int[] banks = model.getBankIndices();
    int[] offsets = model.getBandOffsets();
    for (int band = 0; band < bands(); band++) {
      byte[] source = buffer.getData(banks[band]);
      int start = buffer.getOffsets()[banks[band]] + offsets[band];
      for (int y = 0; y < height; y++) {
        copyRow(source, start + y * model.getScanlineStride(), model.getPixelStride(), band, y);
      }
    }
    return true;
  }

  private void copyRow(byte[] source, int start, int step, int band, int y) {
    byte[] target = band < components ? colour : opacity;
    int targetStep = band < components ? components : 1;
    int at = y * width * targetStep + (band < components ? band : 0);
    int end = at + width * targetStep;
    for (int from = start; at < end; at += targetStep, from += step) {
      target[at] = source[from];
    }
  }

  /**
   * Copies from a raster of one int per pixel in Java's order (A)RGB; false if it is laid out
   * otherwise.
   */
  private boolean copyPackedInts(Raster raster) {
    if (!(raster.getSampleModel() instanceof SinglePixelPackedSampleModel model)
        || !(raster.getDataBuffer() instanceof DataBufferInt buffer)
        || !startsAtOrigin(raster)
        || !hasEightBits(model)
        || components != 3) {
      return false;
    }
    int[] shifts = model.getBitOffsets();
    if (shifts[0] != 16
        || shifts[1] != 8
        || shifts[2] != 0
        || (opacity.length > 0 && shifts[3] != 24)) {
      return false;
    }
    int[] source = buffer.getData();
    for (int y = 0; y < height; y++) {
      int start = buffer.getOffset() + y * model.getScanlineStride();
      for (int x = 0; x < width; x++) {
        putArgb(y * width + x, source[start + x]);
      }
    }
    return true;
  }

  private static boolean startsAtOrigin(Raster raster) {
    return raster.getSampleModelTranslateX() == 0 && raster.getSampleModelTranslateY() == 0;
  }

  private static boolean hasEightBits(SampleModel model) {
    for (int bits : model.getSampleSize()) {
      if (bits != 8) {
        return false;
      }
    }
    return true;
  }

  private int bands() {
    return components + (opacity.length > 0 ? 1 : 0);
  }

  private void copyOneByOne(Raster raster) throws PictureFault {
    if (raster.getNumBands() < bands() || raster.getTransferType() > DataBuffer.TYPE_INT) {
      throw PictureFault.unsupported("a picture of fractional samples");
    }
    int[] row = new int[width];
    for (int band = 0; band < bands(); band++) {
      int bits = raster.getSampleModel().getSampleSize(band);
      if (bits > 16) {
        throw PictureFault.unsupported("a picture of " + bits + " bits per sample");
      }
      for (int y = 0; y < height; y++) {
        raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, row);
        byte[] rounded = toEightBits(row, (1 << bits) - 1);
        copyRow(rounded, 0, 1, band, y);
      }
    }
  }

  private static byte[] toEightBits(int[] samples, int max) {
    byte[] rounded = new byte[samples.length];
    for (int i = 0; i < samples.length; i++) {
      rounded[i] = (byte) ((samples[i] * 255 + max / 2) / max);
    }
    return rounded;
  }

  private Samples withoutPremultiplication(ColorModel model) {
    if (opacity.length > 0 && model.isAlphaPremultiplied()) {
      for (int i = 0; i < colour.length; i++) {
        int share = opacity[i / components] & 0xff;
        int value = share == 0 ? 0 : ((colour[i] & 0xff) * 255 + share / 2) / share;
        colour[i] = (byte) Math.min(255, value);
      }
    }
    return this;
  }

  /**
   * These samples, transparent where the stored ones have this value in every band.
   *
   * @param stored the raster that the samples were made from
   */
  Samples transparentAt(int[] key, Raster stored) {
    Samples keyed = new Samples(width, height, components, colour, new byte[width * height]);
    Arrays.fill(keyed.opacity, (byte) 255);
    int[] pixel = new int[stored.getNumBands()];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (Arrays.equals(stored.getPixel(x, y, pixel), key)) {
          keyed.opacity[y * width + x] = 0;
        }
      }
    }
    return keyed;
  }

  /** RGB samples in the middle of transparency: this picture at a place of a larger canvas. */
  Samples onCanvas(int left, int top, int canvasWidth, int canvasHeight) {
    int pixels = canvasWidth * canvasHeight;
    Samples canvas =
        new Samples(
            canvasWidth, canvasHeight, components, new byte[pixels * components], new byte[pixels]);
    for (int y = 0; y < height; y++) {
      int from = y * width;
      int to = (top + y) * canvasWidth + left;
      System.arraycopy(
          colour, components * from, canvas.colour, components * to, components * width);
      if (opacity.length > 0) {
        System.arraycopy(opacity, from, canvas.opacity, to, width);
      } else {
        Arrays.fill(canvas.opacity, to, to + width, (byte) 255);
      }
    }
    return canvas;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Samples per pixel without the opacity: 1 grey, 3 RGB, 4 CMYK. */
  int components() {
    return components;
  }

  /** The samples themselves, not a copy: {@code components * width * height}. */
  byte[] colour() {
    return colour;
  }

  /** The opacity of each pixel, 255 opaque, not a copy; empty if all of them are opaque. */
  byte[] opacity() {
    return opacity;
  }

  /** A view of opaque RGB samples; what is drawn to it is written to them. */
  BufferedImage asImage() {
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            ColorModel.OPAQUE,
            DataBuffer.TYPE_BYTE);
    return new BufferedImage(model, asRaster(), false, null);
  }

  /** A view of the colours as a raster. */
  WritableRaster asRaster() {
    int[] offsets = new int[components];
    for (int i = 0; i < components; i++) {
      offsets[i] = i;
    }
    DataBuffer buffer = new DataBufferByte(colour, colour.length);
    return Raster.createInterleavedRaster(
        buffer, width, height, components * width, components, offsets, null);
  }
}

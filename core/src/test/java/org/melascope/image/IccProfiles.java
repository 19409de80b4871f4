package org.melascope.image;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small ICC profiles (ICC.1:2001-04), made by hand. */
final class IccProfiles {
  private static final double GAMMA = 563 / 256.0;

  /** Adobe RGB (1998), adapted to D50 by Bradford: columns red, green, blue; rows X, Y, Z. */
  private static final double[][] ADOBE_RGB = {
    {0.60974, 0.20528, 0.14919}, {0.31111, 0.62567, 0.06322}, {0.01947, 0.06087, 0.74457}
  };

  /** sRGB's linear light from D50 XYZ, adapted by Bradford. */
  private static final double[][] XYZ_TO_SRGB = {
    {3.1338561, -1.6168667, -0.4906146},
    {-0.9787684, 1.9161415, 0.0334540},
    {0.0719453, -0.2289914, 1.4052427}
  };

  private IccProfiles() {}

  /** Adobe RGB (1998): a matrix and one gamma. */
  static byte[] adobeRgb() {
    Map<String, byte[]> tags = new LinkedHashMap<>();
    String names = "rgb";
    for (int i = 0; i < 3; i++) {
      tags.put(names.charAt(i) + "XYZ", xyz(ADOBE_RGB[0][i], ADOBE_RGB[1][i], ADOBE_RGB[2][i]));
      tags.put(names.charAt(i) + "TRC", gamma(GAMMA));
    }
    return profile("mntr", "RGB ", "XYZ ", tags);
  }

  /** The sRGB sample that an Adobe RGB colour stands for, by the definitions of both. */
  static int adobeToSrgb(int red, int green, int blue, int channel) {
    double[] linear = {
      Math.pow(red / 255.0, GAMMA), Math.pow(green / 255.0, GAMMA), Math.pow(blue / 255.0, GAMMA)
    };
    double light = 0;
    for (int k = 0; k < 3; k++) {
      for (int j = 0; j < 3; j++) {
        light += XYZ_TO_SRGB[channel][k] * ADOBE_RGB[k][j] * linear[j];
      }
    }
    return srgb(light);
  }

  /** The sRGB sample for a share of light. */
  static int srgb(double light) {
    double clipped = Math.max(0, Math.min(1, light));
    double encoded =
        clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * Math.pow(clipped, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * encoded);
  }

  /** Grey in proportion to light. */
  static byte[] linearGrey() {
    return profile("mntr", "GRAY", "XYZ ", new LinkedHashMap<>(Map.of("kTRC", gamma(1))));
  }

  /**
   * A printer on whose paper any full ink leaves nothing but the lightness 100 - 25 times the
   * number of inks, without a hue: a table of two points per ink (lut8Type), linear between them.
   */
  static byte[] greyingInks() {
    int clut = 16 * 3;
    ByteBuffer lut = ByteBuffer.allocate(48 + 4 * 256 + clut + 3 * 256);
    lut.put(FileSurgery.latin1("mft1")).putInt(0).put(new byte[] {4, 3, 2, 0});
    for (int i = 0; i < 9; i++) {
      lut.putInt(i % 4 == 0 ? 0x10000 : 0);
    }
    putIdentity(lut, 4);
    for (int corner = 0; corner < 16; corner++) {
      int lightness = 100 - 25 * Integer.bitCount(corner);
      lut.put((byte) Math.round(lightness * 2.55)).put((byte) 128).put((byte) 128);
    }
    putIdentity(lut, 3);
    return profile("prtr", "CMYK", "Lab ", new LinkedHashMap<>(Map.of("A2B0", lut.array())));
  }

  private static void putIdentity(ByteBuffer lut, int tables) {
    for (int i = 0; i < tables * 256; i++) {
      lut.put((byte) i);
    }
  }

  private static byte[] gamma(double gamma) {
    ByteBuffer curve = ByteBuffer.allocate(16);
    curve.put(FileSurgery.latin1("curv")).putInt(0).putInt(1);
    return curve.putShort((short) Math.round(gamma * 256)).array();
  }

  private static byte[] xyz(double x, double y, double z) {
    ByteBuffer xyz = ByteBuffer.allocate(20).put(FileSurgery.latin1("XYZ ")).putInt(0);
    for (double value : new double[] {x, y, z}) {
      xyz.putInt((int) Math.round(value * 65536));
    }
    return xyz.array();
  }

  private static byte[] profile(
      String kind, String colours, String space, Map<String, byte[]> tags) {
    tags.put("wtpt", xyz(0.9642, 1, 0.8249));
    tags.put("cprt", FileSurgery.latin1("text\0\0\0\0none\0\0\0\0"));
    tags.put(
        "desc", FileSurgery.concat(FileSurgery.latin1("desc\0\0\0\0\0\0\0\5test\0"), new byte[79]));
    int size =
        132 + 12 * tags.size() + tags.values().stream().mapToInt(t -> (t.length + 3) & ~3).sum();
    ByteBuffer profile = ByteBuffer.allocate(size);
    profile
        .putInt(size)
        .putInt(0)
        .putInt(0x02100000)
        .put(FileSurgery.latin1(kind + colours + space));
    profile.position(36);
    profile.put(FileSurgery.latin1("acsp"));
    profile.position(68);
    profile.putInt(0xf6d6).putInt(0x10000).putInt(0xd32d);
    profile.position(128);
    profile.putInt(tags.size());
    int at = 132 + 12 * tags.size();
    for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
      profile.put(FileSurgery.latin1(tag.getKey())).putInt(at).putInt(tag.getValue().length);
      System.arraycopy(tag.getValue(), 0, profile.array(), at, tag.getValue().length);
      at += (tag.getValue().length + 3) & ~3;
    }
    return profile.array();
  }
}

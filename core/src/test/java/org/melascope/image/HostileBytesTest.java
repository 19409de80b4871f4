package org.melascope.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are, the answer is a picture or {@link UnreadableImageException}. */
class HostileBytesTest {
  private static final int ROUNDS = 1500;

  private final ImageReader reader = new ImageReader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jpeg",
        "jpeg progressive",
        "png",
        "gif",
        "bmp",
        "bmp BI_RLE8",
        "tiff None",
        "tiff LZW",
        "tiff ZLib",
        "tiff PackBits",
        "tiff JPEG",
        "webp lossless",
        "webp lossless-alpha",
        "webp lossy",
        "webp lossy-alpha"
      })
  void changedAndCutFilesAreReadOrRefused(String kind) {
    byte[] file = OtherFormatsReadingTest.file(kind);
    long seed = kind.hashCode();
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] changed =
          round % 4 == 0 ? FileSurgery.cut(file, 1 + random.nextInt(file.length)) : file.clone();
      int changes = random.nextInt(round % 4 == 0 ? 2 : 8) + (round % 4 == 0 ? 0 : 1);
      for (int i = 0; i < changes; i++) {
        // The headers are at the beginning, mostly: half of the changes go there.
        int reach = random.nextBoolean() ? Math.min(64, changed.length) : changed.length;
        int place = random.nextInt(reach);
        changed[place] =
            switch (random.nextInt(4)) {
              case 0 -> (byte) 0xff;
              case 1 -> 0;
              case 2 -> (byte) (changed[place] ^ 1 << random.nextInt(8));
              default -> (byte) random.nextInt();
            };
      }
      assertReadOrRefused(changed, kind + ", seed " + seed + ", round " + round);
    }
  }

  @Test
  void pngWithGoodCheckSumsAndBadContentsIsReadOrRefused() {
    Random random = new Random(5);
    int[] depths = {1, 2, 4, 8, 16, 3, 0};
    int[] types = {0, 2, 3, 4, 6, 1, 7};
    for (int round = 0; round < ROUNDS; round++) {
      byte[] rows = new byte[random.nextInt(400)];
      random.nextBytes(rows);
      byte[] palette = FileSurgery.pngChunk("PLTE", new byte[random.nextInt(30)]);
      byte[] transparency = FileSurgery.pngChunk("tRNS", new byte[random.nextInt(10)]);
      byte[] file =
          FileSurgery.png(
              1 + random.nextInt(12),
              1 + random.nextInt(12),
              depths[random.nextInt(depths.length)],
              types[random.nextInt(types.length)],
              rows,
              palette,
              transparency);
      assertReadOrRefused(file, "round " + round);
    }
  }

  @Test
  void tiffWithRandomTagsIsReadOrRefused() {
    Random random = new Random(6);
    int[] tags = {
      256, 257, 258, 259, 262, 266, 274, 277, 278, 284, 317, 320, 322, 323, 324, 325, 338, 339, 347,
      530
    };
    int[] values = {0, 1, 2, 3, 4, 5, 7, 8, 16, 32, 255, 32773, 65535, Integer.MAX_VALUE, -1};
    for (int round = 0; round < ROUNDS; round++) {
      int[] entries = new int[3 * tags.length];
      for (int i = 0; i < tags.length; i++) {
        boolean usual = i < 9 && random.nextInt(3) > 0;
        entries[3 * i] = usual || random.nextInt(3) == 0 ? tags[i] : 60_000 + i;
        entries[3 * i + 1] = random.nextInt(8) == 0 ? random.nextInt(14) : 4;
        entries[3 * i + 2] = values[random.nextInt(values.length)];
      }
      byte[] file = FileSurgery.tiff(ByteOrder.BIG_ENDIAN, new byte[300], new byte[0], entries);
      assertReadOrRefused(file, "round " + round);
    }
  }

  @Test
  void randomBytesBehindEachSignatureAreRefused() {
    String[] signatures = {
      "\u00ff\u00d8\u00ff",
      "\u0089PNG\r\n\u001a\n",
      "GIF89a",
      "BM0000\0\0\0\0\66\0\0\0\50\0\0\0",
      "II*\0\b\0\0\0",
      "MM\0*\0\0\0\b",
      "RIFF\u00ff\0\0\0WEBPVP8 ",
      "RIFF\u00ff\0\0\0WEBPVP8L",
      ""
    };
    Random random = new Random(8);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] noise = new byte[random.nextInt(600)];
      random.nextBytes(noise);
      String signature = signatures[round % signatures.length];
      assertReadOrRefused(
          FileSurgery.concat(FileSurgery.latin1(signature), noise), "round " + round);
    }
  }

  private void assertReadOrRefused(byte[] file, String name) {
    try {
      LesionImage image = reader.read(file, name);
      assertThat(image.toRgb()).hasSize(3 * image.width() * image.height());
    } catch (UnreadableImageException e) {
      assertThat(e.getMessage()).startsWith(name).hasSizeGreaterThan(name.length() + 10);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(name, e);
    }
  }
}

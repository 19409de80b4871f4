package org.melascope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.melascope.image.FileSurgery.concat;
import static org.melascope.image.FileSurgery.latin1;
import static org.melascope.image.TestPictures.encode;
import static org.melascope.image.TestPictures.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.melascope.image.UnreadableImageException.Reason;

class ImageReaderTest {
  private final ImageReader reader = new ImageReader();

  static Stream<Arguments> notPictures() throws Exception {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("a.jpg"));
    }
    return Stream.of(
        not(
            "a.heic",
            box("heic", "mif1heic"),
            Reason.UNSUPPORTED_FORMAT,
            "a.heic: a HEIC photo; export it as JPEG"),
        not(
            "a.jpg",
            box("mif1", "heic"),
            Reason.UNSUPPORTED_FORMAT,
            "a.jpg: named .jpg but is a HEIC photo; export it as JPEG"),
        not("a.avif", box("mif1", "avif"), Reason.UNSUPPORTED_FORMAT, "an AVIF picture"),
        not("a.mp4", box("isom", "mp42"), Reason.NOT_AN_IMAGE, "a video"),
        not(
            "a.cr3",
            box("crx ", "isom"),
            Reason.UNSUPPORTED_FORMAT,
            "a camera's raw photo; export it as JPEG"),
        not("a.pdf", latin1("%PDF-1.7\n"), Reason.NOT_AN_IMAGE, "a PDF document, not a picture"),
        not(
            "a.svg",
            latin1("<?xml version='1.0'?>\n<svg/>"),
            Reason.UNSUPPORTED_FORMAT,
            "an SVG drawing"),
        not(
            "A.JPG",
            zip.toByteArray(),
            Reason.NOT_AN_IMAGE,
            "A.JPG: named .jpg but is a ZIP archive"),
        not(
            "a.jpeg",
            latin1("\n<!DOCTYPE html>"),
            Reason.NOT_AN_IMAGE,
            "named .jpeg but is an HTML page"),
        not(
            "a.png",
            "Brustkorb, Rücken".getBytes(StandardCharsets.UTF_8),
            Reason.NOT_AN_IMAGE,
            "named .png but is a text file"),
        not(
            "a.png",
            "Wide text".getBytes(StandardCharsets.UTF_16),
            Reason.NOT_AN_IMAGE,
            "named .png but is a text file"),
        not("a.txt", latin1("BMW and other cars"), Reason.NOT_AN_IMAGE, "a.txt: a text file"),
        not(
            "b.txt",
            ("a" + "\u00fc".repeat(600)).getBytes(StandardCharsets.UTF_8),
            Reason.NOT_AN_IMAGE,
            "b.txt: a text file"),
        not(
            "a.dcm",
            concat(new byte[128], latin1("DICM")),
            Reason.UNSUPPORTED_FORMAT,
            "a DICOM object"),
        not("a.tif", latin1("II+\0\b\0\0\0"), Reason.UNSUPPORTED_FORMAT, "a BigTIFF picture"),
        not(
            "a.cr2",
            latin1("II*\0\20\0\0\0CR\2\0"),
            Reason.UNSUPPORTED_FORMAT,
            "a camera's raw photo"),
        not("a.jxl", latin1("\u00ff\n0123"), Reason.UNSUPPORTED_FORMAT, "a JPEG XL picture"),
        not("a.jp2", latin1("\0\0\0\fjP  \r\n"), Reason.UNSUPPORTED_FORMAT, "a JPEG 2000 picture"),
        not("a.psd", latin1("8BPS\0\1"), Reason.UNSUPPORTED_FORMAT, "a Photoshop document"),
        not("a.gz", latin1("\u001f\u008b\b"), Reason.NOT_AN_IMAGE, "a gzip archive"),
        not("a.jpg", new byte[300], Reason.NOT_AN_IMAGE, "a file of nothing but zeros"),
        not("a", latin1("\u0001\u0002\u0003"), Reason.NOT_AN_IMAGE, "a: a file of unknown kind"),
        not(
            "photo of 12.3.2024",
            latin1("<html>"),
            Reason.NOT_AN_IMAGE,
            "photo of 12.3.2024: an HTML page"),
        not("a.jpg", new byte[0], Reason.EMPTY, "a.jpg: an empty file; copy or download it again"));
  }

  private static Arguments not(String name, byte[] bytes, Reason reason, String message) {
    return Arguments.of(name, bytes, reason, message);
  }

  private static byte[] box(String brand, String compatible) {
    return concat(
        new byte[] {0, 0, 0, 24}, latin1("ftyp" + brand), new byte[4], latin1(compatible));
  }

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource("notPictures")
  void saysWhatAFileIsThatIsNoPicture(String name, byte[] bytes, Reason reason, String message) {
    assertThatThrownBy(() -> reader.read(bytes, name))
        .isInstanceOfSatisfying(
            UnreadableImageException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e).hasMessageContaining(message).hasMessage(name + ": " + e.explanation());
            });
  }

  @Test
  void saysThatAPictureWasCutOff() {
    byte[] jpeg = encode(picture(), "jpeg");
    assertThatThrownBy(() -> reader.read(FileSurgery.cut(jpeg, 300), "a.jpg"))
        .hasMessage("a.jpg: a JPEG that was cut off; copy or download it again");
  }

  @Test
  void doesNotCareAboutTheNameOfAPicture() throws Exception {
    LesionImage image = reader.read(encode(picture(), "png"), "a.jpg");
    assertThat(image.width()).isEqualTo(24);
  }

  @Test
  void readsFilesAndNamesThoseThatItCannot(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("lesion.png"), encode(picture(), "png"));
    assertThat(reader.read(file).width()).isEqualTo(24);
    assertRefused(
        folder.resolve("none.png"), Reason.MISSING_FILE, "none.png: there is no such file");
    assertRefused(folder, Reason.UNREADABLE_FILE, "a folder, not a picture");
    assertRefused(
        Files.createFile(folder.resolve("empty.jpg")), Reason.EMPTY, "empty.jpg: an empty file");
  }

  @Test
  void refusesLargeFilesByTheirSizeAlone(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("large.png");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      // Far more than would fit into the memory, but only a few blocks on the disk.
      sparse.setLength(1L << 40);
    }
    assertRefused(file, Reason.TOO_MANY_BYTES, "at most 40 MB");
    byte[] bytes = FileSurgery.concat(encode(picture(), "png"), new byte[40_000_000]);
    assertThatThrownBy(() -> reader.read(bytes, "a.png"))
        .isInstanceOfSatisfying(
            UnreadableImageException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_BYTES));
  }

  private void assertRefused(Path file, Reason reason, String message) {
    assertThatThrownBy(() -> reader.read(file))
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            UnreadableImageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void readsLargePicturesUpToTheLimit() throws Exception {
    BufferedImage image = new BufferedImage(8000, 8000, BufferedImage.TYPE_BYTE_BINARY);
    image.getRaster().setSample(7999, 7999, 0, 1);
    LesionImage read = reader.read(encode(image, "png"), "a.png");
    assertThat(read.sample(7999, 7999, 1)).isEqualTo(255);
    assertThat(read.sample(7998, 7999, 1)).isZero();
  }

  static Stream<Arguments> bombs() {
    byte[] png = FileSurgery.png(60_000, 60_000, 8, 6, new byte[100]);
    byte[] slightlyTooLarge = FileSurgery.png(8001, 8000, 1, 0, new byte[100]);
    byte[] jpeg = encode(picture(), "jpeg");
    for (int i = 0; i < jpeg.length; i++) {
      if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
        jpeg[i + 5] = (byte) 0xff;
        jpeg[i + 7] = (byte) 0xff;
        break;
      }
    }
    byte[] gif = encode(TestPictures.palettePicture(), "gif");
    gif[7] = (byte) 0xff;
    gif[9] = (byte) 0xff;
    byte[] tiff =
        FileSurgery.tiff(
            ByteOrder.BIG_ENDIAN,
            new byte[3],
            new byte[0],
            256,
            4,
            Integer.MAX_VALUE,
            257,
            4,
            Integer.MAX_VALUE,
            258,
            3,
            8,
            259,
            3,
            1,
            262,
            3,
            2,
            277,
            3,
            3);
    byte[] webp = TestPictures.resource("lossless.webp");
    webp[22] = (byte) 0xff;
    webp[23] = (byte) 0xff;
    webp[24] |= 0xf;
    return Stream.of(png, slightlyTooLarge, jpeg, gif, tiff, webp).map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void refusesTooManyPixelsByTheHeaderAlone(byte[] bomb) {
    assertThatThrownBy(() -> reader.read(bomb, "bomb"))
        .hasMessageContaining("at most 64")
        .isInstanceOfSatisfying(
            UnreadableImageException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_PIXELS));
  }

  @Test
  void servesManyThreadsAtOnce() throws Exception {
    List<byte[]> files =
        List.of(
            encode(picture(), "jpeg"),
            FileSurgery.withPngProfile(encode(picture(), "png"), IccProfiles.adobeRgb()),
            encode(TestPictures.palettePicture(), "gif"),
            encode(picture(), "tiff", "LZW"),
            TestPictures.resource("lossy.webp"));
    List<byte[]> expected = new ArrayList<>();
    for (byte[] file : files) {
      expected.add(reader.read(file, "a").toRgb());
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<byte[]>> tasks = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        byte[] file = files.get(i % files.size());
        tasks.add(() -> reader.read(file, "a").toRgb());
      }
      List<Future<byte[]>> results = threads.invokeAll(tasks);
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get()).isEqualTo(expected.get(i % files.size()));
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void readsAllSharedPictures() throws Exception {
    Path data = Path.of("..", "..", "shared", "data", "ham10000").normalize();
    Assumptions.assumeTrue(
        Files.isDirectory(data), "no shared pictures beside the repository: " + data);
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.sorted().limit(2000).toList()) {
        LesionImage image = reader.read(file);
        assertThat(image.width()).as(file.toString()).isEqualTo(200);
        assertThat(image.height()).as(file.toString()).isEqualTo(150);
      }
    }
  }
}

package org.melascope.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What the first paint of the page needs: little, and nothing from elsewhere. */
class PageWeightTest {
  private static final Path SAMPLES = Path.of("../samples");
  private static final Pattern IMPORT =
      Pattern.compile("^import [^;]*?\"([^\"]+)\";", Pattern.MULTILINE);

  @Test
  void theFirstPaintNeedsLessThan200Kilobytes() throws IOException {
    Set<Path> scripts = new LinkedHashSet<>();
    addWithImports(PageSource.ROOT.resolve("app/main.js"), scripts);
    assertThat(scripts).as("modules that the first view needs").hasSizeGreaterThan(10);
    long bytes = gzipped(PageSource.ROOT.resolve("index.html"));
    for (Path script : scripts) {
      bytes += gzipped(script);
    }
    for (Path style : PageSource.files(".css")) {
      bytes += gzipped(style);
    }
    bytes += gzipped(PageSource.ROOT.resolve("i18n/de.json"));
    for (Path thumbnail : thumbnails()) {
      bytes += Files.size(thumbnail);
    }
    // The model's description and the headers of some forty answers come on top.
    assertThat(bytes).isLessThan(120_000);
  }

  @Test
  void thumbnailsAreTheSamplesMadeSmall() throws IOException {
    assertThat(thumbnails()).hasSize(6);
    for (Path thumbnail : thumbnails()) {
      BufferedImage small = ImageIO.read(thumbnail.toFile());
      BufferedImage sample = ImageIO.read(SAMPLES.resolve(thumbnail.getFileName()).toFile());
      assertThat(small.getWidth() * 3).isEqualTo(sample.getWidth());
      assertThat(small.getHeight() * 3).isEqualTo(sample.getHeight());
      assertThat(meanDifference(small, sample)).as(thumbnail.toString()).isLessThan(4);
      assertThat(PageSource.text(PageSource.ROOT.resolve("app/picture/samples.js")))
          .contains("\"" + thumbnail.getFileName() + "\"");
    }
  }

  @Test
  void nothingComesFromElsewhereAndNothingIsInline() {
    List<Path> files =
        List.of(".html", ".js", ".css").stream()
            .flatMap(ending -> PageSource.files(ending).stream())
            .toList();
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      String text = PageSource.text(file).replace("http://www.w3.org/2000/svg", "");
      assertThat(text).as(file.toString()).doesNotContainPattern("https?://[a-z]");
      assertThat(text)
          .as(file.toString())
          .doesNotContain("innerHTML", "insertAdjacentHTML", "eval(");
    }
    String page = PageSource.text(PageSource.ROOT.resolve("index.html"));
    assertThat(page).doesNotContainPattern("\\s(style|on[a-z]+)=").doesNotContain("<style");
    assertThat(page).doesNotContainPattern("<script[^>]*>[^<]");
  }

  private static void addWithImports(Path script, Set<Path> scripts) {
    if (scripts.add(script.normalize())) {
      Matcher imported = IMPORT.matcher(PageSource.text(script));
      while (imported.find()) {
        addWithImports(script.resolveSibling(imported.group(1)).normalize(), scripts);
      }
    }
  }

  private static long gzipped(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      Files.copy(file, gzip);
    }
    return bytes.size();
  }

  private static List<Path> thumbnails() {
    return PageSource.files(".jpg");
  }

  /** Between a small picture and the means of three by three pixels of the large one. */
  private static double meanDifference(BufferedImage small, BufferedImage large) {
    double sum = 0;
    for (int y = 0; y < small.getHeight(); y++) {
      for (int x = 0; x < small.getWidth(); x++) {
        for (int shift = 0; shift < 24; shift += 8) {
          sum += Math.abs((small.getRGB(x, y) >> shift & 0xff) - mean(large, 3 * x, 3 * y, shift));
        }
      }
    }
    return sum / (3.0 * small.getWidth() * small.getHeight());
  }

  private static double mean(BufferedImage picture, int left, int top, int shift) {
    double sum = 0;
    for (int i = 0; i < 9; i++) {
      sum += picture.getRGB(left + i % 3, top + i / 3) >> shift & 0xff;
    }
    return sum / 9;
  }
}

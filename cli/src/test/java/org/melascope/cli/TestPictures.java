package org.melascope.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.melascope.dataset.synthetic.SyntheticDataSet;
import org.melascope.image.PictureFormat;

/** Small synthetic lesions. */
final class TestPictures {
  private static final SyntheticDataSet LESIONS = new SyntheticDataSet(64, 5, 60, 45, 0.2, 0.25);

  private TestPictures() {}

  /** Writes a lesion as JPEG; its folder is made. */
  static Path write(Path file, int number) {
    try {
      Files.createDirectories(file.resolveSibling(""));
      return Files.write(file, PictureFormat.JPEG.encode(LESIONS.lesion(number).draw()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

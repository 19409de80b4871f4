package org.melascope.batch.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.melascope.dataset.synthetic.SyntheticDataSet;
import org.melascope.image.PictureFormat;

/** Folders of synthetic lesions, each file with bytes of its own. */
final class ArchiveOfLesions {
  /** So many different lesions are drawn; the other files differ in a remark within the JPEG. */
  private static final int DRAWN = 8;

  private ArchiveOfLesions() {}

  /** Writes {@code 000.jpg}, {@code 001.jpg}, ... into a folder, which is made. */
  static List<Path> write(Path folder, int pictures) {
    return write(folder, pictures, 60, 45);
  }

  /** Like {@link #write(Path, int)}, with pictures of this size. */
  static List<Path> write(Path folder, int pictures, int width, int height) {
    SyntheticDataSet lesions = new SyntheticDataSet(DRAWN, 5, width, height, 0.2, 0.25);
    List<byte[]> drawn =
        IntStream.range(0, Math.min(DRAWN, pictures))
            .mapToObj(number -> PictureFormat.JPEG.encode(lesions.lesion(number).draw()))
            .toList();
    return IntStream.range(0, pictures)
        .mapToObj(
            number ->
                write(
                    folder.resolve("%03d.jpg".formatted(number)),
                    withRemark(drawn.get(number % drawn.size()), "number " + number)))
        .toList();
  }

  /** Writes a file; its folder is made. */
  static Path write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.resolveSibling(""));
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file of text; its folder is made. */
  static Path write(Path file, String text) {
    return write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A JPEG with a comment (marker COM) behind its start: other bytes, the same picture. */
  private static byte[] withRemark(byte[] jpeg, String remark) {
    byte[] text = remark.getBytes(StandardCharsets.US_ASCII);
    byte[] file = Arrays.copyOf(jpeg, jpeg.length + text.length + 4);
    int length = text.length + 2;
    byte[] head = {(byte) 0xff, (byte) 0xfe, (byte) (length >> 8), (byte) length};
    System.arraycopy(head, 0, file, 2, head.length);
    System.arraycopy(text, 0, file, 6, text.length);
    System.arraycopy(jpeg, 2, file, 6 + text.length, jpeg.length - 2);
    return file;
  }
}

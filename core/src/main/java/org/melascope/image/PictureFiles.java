package org.melascope.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The pictures in a folder, known by the extensions of their names. */
public final class PictureFiles {
  private static final Set<String> EXTENSIONS = ImageFormat.extensionsOfPictures();

  private PictureFiles() {}

  /**
   * The pictures in a folder, sorted by name. Pictures of formats that are not read (HEIC, raw
   * photos) are among them: whoever put them there expects an answer, if only that they cannot be
   * read. Other files are passed over, and so is what is hidden: names that begin with a dot, and
   * {@code __MACOSX}.
   *
   * @param deep whether folders within the folder count, at any depth
   * @throws IOException if a folder cannot be read
   */
  public static List<Path> in(Path folder, boolean deep) throws IOException {
    int depth = deep ? Integer.MAX_VALUE : 1;
    try (Stream<Path> files = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(file -> isPicture(file) && !isHidden(folder.relativize(file)))
          .sorted(Comparator.comparing(file -> folder.relativize(file).toString()))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Whether a file in a folder is taken for a picture by its name alone.
   *
   * @param name of the file, with or without the folders that it is in
   */
  public static boolean namesPicture(String name) {
    return EXTENSIONS.contains(ImageFormat.extension(name));
  }

  private static boolean isPicture(Path file) {
    return namesPicture(file.toString()) && Files.isRegularFile(file);
  }

  /** Whether a file or a folder of this name is passed over, with all that is in it. */
  public static boolean isHidden(String name) {
    return name.startsWith(".") || name.equals("__MACOSX");
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (isHidden(part.toString())) {
        return true;
      }
    }
    return false;
  }
}

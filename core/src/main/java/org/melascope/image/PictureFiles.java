package org.melascope.image;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

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
    List<Path> pictures = new ArrayList<>();
    Files.walkFileTree(
        folder,
        Set.of(FileVisitOption.FOLLOW_LINKS),
        deep ? Integer.MAX_VALUE : 1,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path within, BasicFileAttributes attributes) {
            return isPassedOver(within) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()
                && !isPassedOver(file)
                && namesPicture(file.toString())) {
              pictures.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (isPassedOver(file)) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          private boolean isPassedOver(Path path) {
            return !path.equals(folder) && isHidden(String.valueOf(path.getFileName()));
          }
        });
    pictures.sort(Comparator.comparing(file -> folder.relativize(file).toString()));
    return pictures;
  }

  /**
   * Whether a file in a folder is taken for a picture by its name alone.
   *
   * @param name of the file, with or without the folders that it is in
   */
  public static boolean namesPicture(String name) {
    return EXTENSIONS.contains(ImageFormat.extension(name));
  }

  /** Whether a file or a folder of this name is passed over, with all that is in it. */
  public static boolean isHidden(String name) {
    return name.startsWith(".") || name.equals("__MACOSX");
  }
}

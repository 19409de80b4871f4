package org.melascope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFilesTest {
  @TempDir private Path folder;

  @Test
  void findsPicturesByTheirExtensionsSortedByName() throws IOException {
    put("c.PNG", "a.jpg", "b.jpeg", "d.webp", "e.tif", "f.tiff", "g.bmp", "h.gif");
    put("README.md", "notes.txt", "report.pdf", "no-extension", "data.csv", "film.mp4");
    assertThat(names(false))
        .containsExactly("a.jpg", "b.jpeg", "c.PNG", "d.webp", "e.tif", "f.tiff", "g.bmp", "h.gif");
  }

  @Test
  void findsPicturesOfFormatsThatAreNotRead() throws IOException {
    put("phone.heic", "camera.cr2", "web.avif");
    assertThat(names(false)).containsExactly("camera.cr2", "phone.heic", "web.avif");
  }

  @Test
  void looksIntoFoldersOnlyWhenAskedTo() throws IOException {
    put("z.jpg", "sub/a.jpg", "sub/deeper/b.jpg", "folder.jpg/c.jpg");
    assertThat(names(false)).containsExactly("z.jpg");
    assertThat(names(true))
        .containsExactly("folder.jpg/c.jpg", "sub/a.jpg", "sub/deeper/b.jpg", "z.jpg");
  }

  @Test
  void passesOverWhatIsHidden() throws IOException {
    put("._a.jpg", ".cache/b.jpg", "__MACOSX/c.jpg", "a.jpg");
    assertThat(names(true)).containsExactly("a.jpg");
  }

  /** What cannot be walked through would end the search: a circle of links, or a lack of rights. */
  @Test
  void doesNotLookIntoHiddenFolders() throws IOException {
    put("a.jpg", ".Trashes/b.jpg", "__MACOSX/c.jpg");
    Files.createSymbolicLink(folder.resolve(".Trashes/circle"), folder);
    assertThat(names(true)).containsExactly("a.jpg");
    Files.createSymbolicLink(folder.resolve("circle"), folder);
    assertThatIOException().isThrownBy(() -> names(true)).withMessageContaining("circle");
  }

  @Test
  void looksIntoAFolderWhoseOwnNameIsHidden() throws IOException {
    put(".hidden/a.jpg");
    assertThat(PictureFiles.in(folder.resolve(".hidden"), false)).hasSize(1);
  }

  @Test
  void failsForAFolderThatIsNotThere() {
    assertThatIOException().isThrownBy(() -> PictureFiles.in(folder.resolve("none"), false));
  }

  private void put(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.resolveSibling(""));
      Files.createFile(file);
    }
  }

  private List<String> names(boolean deep) throws IOException {
    return PictureFiles.in(folder, deep).stream()
        .map(file -> folder.relativize(file).toString().replace('\\', '/'))
        .toList();
  }
}

package org.melascope.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {
  @TempDir private Path folder;

  private void file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "not looked into");
  }

  @Test
  void listsWhatADataSetRefuses() throws IOException {
    file("a.jpg");
    file("b.jpg");
    Path manifest =
        Files.writeString(
            folder.resolve("manifest.csv"),
            """
            image,label,split,lesion_id
            a.jpg,nv,train,L1
            b.jpg,nv,test,L1
            gone.jpg,nv,test,
            """);
    Listing listing = Listing.of(manifest);
    assertThat(listing.splitsGiven()).isTrue();
    assertThat(listing.pictures())
        .extracting(LabelledPicture::name)
        .containsExactly("a.jpg", "b.jpg", "gone.jpg");
    assertThat(listing.missing()).singleElement().asString().contains("line 4", "gone.jpg");
    assertThatThrownBy(() -> listing.toDataSet(LesionAwareSplit.DEFAULT))
        .isInstanceOf(InvalidDataSetException.class)
        .hasMessageContaining("gone.jpg");
    file("gone.jpg");
    assertThatThrownBy(() -> DataSet.open(manifest)).hasMessageContaining("lesion 'L1'");
  }

  @Test
  void saysWhichFilesOfClassFoldersArePassedOver() throws IOException {
    file("train/benign/a.jpg");
    file("train/benign/b.HEIC");
    file("train/benign/.hidden.heic");
    file("train/malignant/deep/notes.txt");
    file("train/malignant/c.png");
    file("README.md");
    Listing listing = Listing.of(folder);
    assertThat(listing.passedOver())
        .containsExactly("README.md", "train/benign/b.HEIC", "train/malignant/deep/notes.txt");
    assertThat(listing.pictures()).hasSize(2);
  }
}

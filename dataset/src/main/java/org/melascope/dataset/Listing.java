package org.melascope.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a manifest or class folders list, not yet held to the rules of a {@link DataSet}: a lesion
 * may be in two splits, and files may be missing.
 *
 * @param name what the data set is called
 * @param provenance where it was read from
 * @param splitsGiven whether it says itself which pictures are for what
 * @param pictures in the order of the manifest, or by name
 * @param missing for each picture that is not there a message that says so
 * @param passedOver names of the files below class folders that are not taken for pictures, sorted
 */
public record Listing(
    String name,
    Provenance provenance,
    boolean splitsGiven,
    List<LabelledPicture> pictures,
    List<String> missing,
    List<String> passedOver) {
  public Listing {
    pictures = List.copyOf(pictures);
    missing = List.copyOf(missing);
    passedOver = List.copyOf(passedOver);
  }

  /**
   * Reads a manifest (a file) or class folders (a directory).
   *
   * @throws InvalidDataSetException if it is not there or cannot be understood
   * @throws IOException if it cannot be read
   */
  public static Listing of(Path manifestOrFolder) throws IOException {
    if (Files.isDirectory(manifestOrFolder)) {
      return ClassFolders.list(manifestOrFolder);
    }
    if (Files.exists(manifestOrFolder)) {
      return Manifest.list(manifestOrFolder);
    }
    throw new InvalidDataSetException(
        manifestOrFolder
            + ": there is no such file or folder; give a manifest (CSV) or a folder of class"
            + " folders");
  }

  /** The same list with these pictures, and words added to the description of where it is from. */
  Listing with(List<LabelledPicture> others, String note) {
    Provenance noted = new Provenance(provenance.description() + note, provenance.sha256());
    return new Listing(name, noted, splitsGiven, others, missing, passedOver);
  }

  /**
   * The data set with all its splits.
   *
   * @throws InvalidDataSetException if a file is missing, a picture occurs twice or a lesion is in
   *     two splits
   */
  DataSet toDataSet(LesionAwareSplit split) {
    if (!missing.isEmpty()) {
      throw new InvalidDataSetException(missing.get(0));
    }
    Listing complete = split.complete(this);
    return new DataSet(name, complete.provenance, complete.pictures);
  }
}

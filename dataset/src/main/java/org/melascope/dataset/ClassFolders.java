package org.melascope.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.LabelSet;

/**
 * Reads a folder whose subfolders are the classes, flat or below {@code train}, {@code validation}
 * (or {@code val}, {@code valid}) and {@code test}, as the public Kaggle melanoma sets are laid
 * out.
 *
 * <p>A class is {@code benign}, {@code malignant}, {@code not-mel}, or one of the seven diagnoses
 * by code or by name; letter case, blanks and punctuation do not matter. Pictures are found at any
 * depth below a class, known by the ending of their names; other files, hidden ones and {@code
 * __MACOSX} are passed over. Lesions are not known, so every picture counts as its own. Where there
 * are no split folders {@link LesionAwareSplit} draws the splits; where there are, but no
 * validation, it draws that.
 */
public final class ClassFolders {
  private static final Set<String> PICTURE_ENDINGS =
      Set.of("jpg", "jpeg", "jpe", "jfif", "png", "webp", "tif", "tiff", "bmp", "gif");

  private static final Map<String, LabelSet> CLASSES = classes();

  private final Path root;
  private final List<LabelledPicture> pictures = new ArrayList<>();
  private final List<String> passedOver = new ArrayList<>();

  private ClassFolders(Path root) {
    this.root = root;
  }

  /**
   * Reads class folders and completes their splits.
   *
   * @throws InvalidDataSetException naming the folder if it is no class or split, a picture lies in
   *     no class, or there are no pictures
   * @throws IOException if a folder cannot be read
   */
  public static DataSet open(Path root, LesionAwareSplit split) throws IOException {
    return list(root).toDataSet(split);
  }

  /** Reads class folders, with the names of the files that are passed over; throws like open. */
  static Listing list(Path root) throws IOException {
    ClassFolders folders = new ClassFolders(root);
    try {
      boolean splitsGiven = folders.hasSplits();
      if (splitsGiven) {
        folders.readSplits();
      } else {
        folders.readClasses(root, Split.TRAIN);
      }
      return folders.toListing(splitsGiven);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private boolean hasSplits() throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      return entries.anyMatch(entry -> Files.isDirectory(entry) && splitOf(entry).isPresent());
    }
  }

  private void readSplits() throws IOException {
    for (Path folder : children(root)) {
      Split split =
          splitOf(folder)
              .orElseThrow(
                  () ->
                      new InvalidDataSetException(
                          folder
                              + " is no split: beside train only validation (or val, valid), test"
                              + " and unused are allowed"));
      readClasses(folder, split);
    }
  }

  private void readClasses(Path folder, Split split) throws IOException {
    for (Path classFolder : children(folder)) {
      LabelSet label = CLASSES.get(plain(lastName(classFolder)));
      if (label == null) {
        throw new InvalidDataSetException(
            classFolder
                + " is no class: use "
                + allowedClasses()
                + ", directly in the folder or below train, validation and test; or give a manifest"
                + " (CSV)");
      }
      readPictures(classFolder, split, label);
    }
  }

  private void readPictures(Path classFolder, Split split, LabelSet label) throws IOException {
    try (Stream<Path> files = Files.walk(classFolder, FileVisitOption.FOLLOW_LINKS)) {
      files
          .filter(file -> Files.isRegularFile(file) && !isHidden(classFolder.relativize(file)))
          .forEach(
              file -> {
                if (isPicture(file)) {
                  pictures.add(picture(file, split, label));
                } else {
                  passedOver.add(nameOf(file));
                }
              });
    }
  }

  private LabelledPicture picture(Path file, Split split, LabelSet label) {
    return new LabelledPicture(
        nameOf(file), file, rootName(), split, Optional.empty(), Optional.of(label), Map.of());
  }

  private String nameOf(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private Listing toListing(boolean splitsGiven) throws IOException {
    if (pictures.isEmpty()) {
      throw new InvalidDataSetException(
          root
              + " holds no pictures in class folders: a class is "
              + allowedClasses()
              + ", a picture ends in "
              + String.join(", ", PICTURE_ENDINGS.stream().sorted().toList()));
    }
    pictures.sort(Comparator.comparing(LabelledPicture::name));
    StringBuilder listing = new StringBuilder();
    for (LabelledPicture picture : pictures) {
      listing.append(picture.name()).append('\t').append(Files.size(picture.file())).append('\n');
    }
    byte[] content = listing.toString().getBytes(StandardCharsets.UTF_8);
    passedOver.sort(Comparator.naturalOrder());
    return new Listing(
        rootName(),
        Provenance.of("class folders " + rootName(), content),
        splitsGiven,
        pictures,
        List.of(),
        passedOver);
  }

  /** The folders right below, sorted. A picture between them would have no class. */
  private List<Path> children(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> visible =
          entries.filter(entry -> !isHidden(folder.relativize(entry))).sorted().toList();
      for (Path entry : visible) {
        if (isPicture(entry)) {
          throw new InvalidDataSetException(
              entry + " lies in no class folder: move it into one of " + allowedClasses());
        }
        if (Files.isRegularFile(entry)) {
          passedOver.add(nameOf(entry));
        }
      }
      return visible.stream().filter(Files::isDirectory).toList();
    }
  }

  private String rootName() {
    Path full = root.toAbsolutePath().normalize();
    return full.getNameCount() == 0 ? "root" : lastName(full);
  }

  private static String lastName(Path path) {
    return path.getName(path.getNameCount() - 1).toString();
  }

  private static Optional<Split> splitOf(Path folder) {
    return Split.ofWord(lastName(folder));
  }

  private static boolean isPicture(Path file) {
    String name = lastName(file).toLowerCase(Locale.ROOT);
    return PICTURE_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))
        && name.indexOf('.') >= 0
        && Files.isRegularFile(file);
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".") || part.toString().equals("__MACOSX")) {
        return true;
      }
    }
    return false;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static Map<String, LabelSet> classes() {
    Map<String, LabelSet> classes = new LinkedHashMap<>();
    classes.put("benign", LabelSet.BENIGN);
    classes.put("malignant", LabelSet.MALIGNANT);
    classes.put("notmel", LabelSet.NOT_MELANOMA);
    for (Diagnosis diagnosis : Diagnosis.ALL) {
      classes.put(diagnosis.code(), LabelSet.of(diagnosis));
      classes.put(plain(diagnosis.fullName()), LabelSet.of(diagnosis));
    }
    for (String name : List.of("naevus", "nevus", "melanocyticnevus")) {
      classes.put(name, LabelSet.of(Diagnosis.NV));
    }
    for (String name : List.of("actinickeratosis", "bowensdisease")) {
      classes.put(name, LabelSet.of(Diagnosis.AKIEC));
    }
    return Map.copyOf(classes);
  }

  private static String allowedClasses() {
    StringBuilder allowed = new StringBuilder("benign, malignant, not-mel");
    for (Diagnosis diagnosis : Diagnosis.ALL) {
      allowed.append(", ").append(diagnosis.code());
      allowed.append(" (").append(diagnosis.fullName()).append(')');
    }
    return allowed.toString();
  }
}

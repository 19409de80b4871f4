package org.melascope.batch.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.melascope.batch.BatchException;
import org.melascope.image.PictureFiles;

/** Which files a job is to answer for: names and sizes, on the driver; nothing is read of them. */
final class PictureListing {
  /** The scheme of the file system of a machine itself. */
  private static final String LOCAL = "file";

  private static final String MANIFEST = ".csv";
  private static final String MANIFEST_COLUMN = "image";

  private final SparkSession session;
  private final Configuration configuration;
  private final Map<String, PictureFile> files = new TreeMap<>();

  private PictureListing(SparkSession session) {
    this.session = session;
    this.configuration = session.sparkContext().hadoopConfiguration();
  }

  /**
   * The files of folders (all that are named like pictures, at any depth), of globs and names
   * (whatever they are), and of manifests (whether they are there or not): each once, by path.
   *
   * @throws BatchException naming the input that is not there or not usable
   */
  static List<PictureFile> of(SparkSession session, List<String> inputs) throws IOException {
    PictureListing listing = new PictureListing(session);
    for (String input : inputs) {
      try {
        listing.add(input);
      } catch (BatchException e) {
        throw e;
      } catch (FileSystemException e) {
        // Its message may be the name of a file alone.
        throw unlisted(input, e.getMessage() + " (" + e.getClass().getSimpleName() + ")", e);
      } catch (IOException | IllegalArgumentException e) {
        throw unlisted(input, String.valueOf(e.getMessage()), e);
      }
    }
    return List.copyOf(listing.files.values());
  }

  private static BatchException unlisted(String input, String why, Exception cause) {
    return new BatchException("--input " + input + ": cannot be listed: " + why, cause);
  }

  private void add(String input) throws IOException {
    Path path = new Path(input);
    FileSystem system = path.getFileSystem(configuration);
    FileStatus[] found = literal(system, path);
    if (found.length == 0) {
      FileStatus[] matches = system.globStatus(path);
      found = matches == null ? new FileStatus[0] : matches;
    }
    if (found.length == 0) {
      throw new BatchException(
          "--input " + input + ": there is nothing of this name; check it, and quote a glob");
    }
    for (FileStatus status : found) {
      if (status.isDirectory()) {
        addFolder(system, status.getPath());
      } else if (status.getPath().getName().toLowerCase(Locale.ROOT).endsWith(MANIFEST)) {
        addManifest(system, status.getPath());
      } else {
        add(status);
      }
    }
  }

  private static FileStatus[] literal(FileSystem system, Path path) throws IOException {
    try {
      return new FileStatus[] {system.getFileStatus(path)};
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  private void add(FileStatus status) {
    add(new PictureFile(status.getPath().toString(), status.getLen()));
  }

  private void add(PictureFile file) {
    files.put(file.path(), file);
  }

  private void addFolder(FileSystem system, Path folder) throws IOException {
    if (LOCAL.equals(system.getScheme())) {
      addLocal(java.nio.file.Path.of(folder.toUri().getPath()));
      return;
    }
    int root = folder.toString().length();
    RemoteIterator<LocatedFileStatus> all = system.listFiles(folder, true);
    while (all.hasNext()) {
      addPicture(all.next(), root);
    }
  }

  /**
   * As all commands list a folder. Hadoop's {@code listFiles}, which asks an object store once for
   * everything, starts a process for each file of this machine to learn its permissions, and leaves
   * out files whose names are in another encoding than those of this machine.
   */
  private void addLocal(java.nio.file.Path folder) throws IOException {
    for (java.nio.file.Path file : PictureFiles.in(folder, true)) {
      add(new PictureFile(new Path(LOCAL, null, file.toString()).toString(), size(file)));
    }
  }

  /** Of what is found by the name as text, which is all that tasks are told. */
  private static long size(java.nio.file.Path file) {
    try {
      return Files.size(java.nio.file.Path.of(file.toString()));
    } catch (IOException | InvalidPathException e) {
      return PictureFile.UNKNOWN;
    }
  }

  /** A file below the folder whose name has {@code root} letters, if it is named like a picture. */
  private void addPicture(FileStatus status, int root) {
    String relative = status.getPath().toString().substring(root);
    if (PictureFiles.namesPicture(relative)
        && Arrays.stream(relative.split("/")).noneMatch(PictureFiles::isHidden)) {
      add(status);
    }
  }

  private void addManifest(FileSystem system, Path manifest) throws IOException {
    Dataset<Row> rows =
        session
            .read()
            .option("header", true)
            .option("escape", "\"")
            .option("multiLine", true)
            .option("__globPaths__", false)
            .csv(manifest.toString());
    String column =
        Arrays.stream(rows.columns())
            .filter(name -> name.strip().equalsIgnoreCase(MANIFEST_COLUMN))
            .findFirst()
            .orElseThrow(
                () ->
                    new BatchException(
                        "--input %s: a manifest needs a column '%s', not only %s"
                            .formatted(manifest, MANIFEST_COLUMN, List.of(rows.columns()))));
    List<String> paths = new ArrayList<>();
    for (Row row : rows.select(rows.col("`" + column + "`")).collectAsList()) {
      if (!row.isNullAt(0) && !row.getString(0).isBlank()) {
        paths.add(resolve(system, manifest, row.getString(0).strip()));
      }
    }
    FileTasks tasks = new FileTasks(session);
    tasks.sizes(paths).forEach(this::add);
  }

  /**
   * Where a manifest's picture lies, as Spark would write its name: relative to the manifest, or
   * wherever its URI says. One of a file system that nobody knows stays as it is, and is answered
   * with what is wrong with it.
   */
  private static String resolve(FileSystem system, Path manifest, String image) {
    if (!image.matches("[A-Za-z][A-Za-z0-9+.-]+:/.*")) {
      String path = image.startsWith("/") ? image : manifest.getParent() + "/" + image;
      return system.makeQualified(new Path(path)).toString();
    }
    Path path = new Path(image);
    try {
      return path.getFileSystem(system.getConf()).makeQualified(path).toString();
    } catch (IOException | IllegalArgumentException e) {
      return path.toString();
    }
  }
}

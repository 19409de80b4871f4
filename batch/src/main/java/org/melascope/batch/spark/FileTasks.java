package org.melascope.batch.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.melascope.image.ImageReader;
import org.melascope.image.UnreadableImageException.Reason;

/**
 * What executors do with files one by one, without Spark's source {@code binaryFile}: looking up
 * sizes, hashing without keeping the bytes, and answering for files that the source cannot read or
 * must not (those that are gone, forbidden, or too large).
 */
final class FileTasks {
  /** How many tasks each core gets, so that all of them end at about the same time. */
  private static final int TASKS_PER_CORE = 4;

  private final SparkSession session;
  private final JavaSparkContext context;
  private final Broadcast<SerializableConfiguration> configuration;

  FileTasks(SparkSession session) {
    this.session = session;
    this.context = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.configuration =
        context.broadcast(
            new SerializableConfiguration(session.sparkContext().hadoopConfiguration()));
  }

  /** These texts as a column {@code value}, spread over the cluster. */
  Dataset<String> spread(List<String> texts) {
    int tasks = Math.min(texts.size(), TASKS_PER_CORE * context.defaultParallelism());
    return session.createDataset(
        context.parallelize(texts, Math.max(1, tasks)).rdd(), Encoders.STRING());
  }

  private Dataset<Row> map(List<String> paths, FileFunction function, StructType schema) {
    return spread(paths).mapPartitions(new EachFile(configuration, function), Encoders.row(schema));
  }

  /** The files with their sizes. */
  List<PictureFile> sizes(List<String> paths) {
    StructType schema =
        new StructType().add("path", DataTypes.StringType).add("bytes", DataTypes.LongType);
    return map(paths, new Size(), schema).collectAsList().stream()
        .map(row -> new PictureFile(row.getString(0), row.getLong(1)))
        .toList();
  }

  /**
   * Rows {@code (path, image, sha256)}; the hash is empty where a file cannot be read.
   *
   * @param paths of files, as {@link PictureFile} has them
   */
  Dataset<Row> hashes(List<String> paths) {
    StructType schema =
        new StructType()
            .add("path", DataTypes.StringType)
            .add(AnswerColumns.IMAGE, DataTypes.StringType)
            .add(AnswerColumns.SHA256, DataTypes.StringType);
    return map(paths, new Hash(), schema);
  }

  /** Answers for files, in whatever state they are; as {@link AnswerColumns#COMPUTED}. */
  Dataset<Row> answers(List<String> paths, SparkAssessor assessor) {
    return map(
        paths, new Answer(assessor.bundle(), assessor.sensitivity()), AnswerColumns.COMPUTED);
  }

  /** Makes a row of a file. */
  private interface FileFunction extends Serializable {
    Row of(String path, SerializableConfiguration configuration);
  }

  private static final class EachFile implements MapPartitionsFunction<String, Row> {
    private static final long serialVersionUID = 1;

    private final Broadcast<SerializableConfiguration> configuration;
    private final FileFunction function;

    EachFile(Broadcast<SerializableConfiguration> configuration, FileFunction function) {
      this.configuration = configuration;
      this.function = function;
    }

    @Override
    public Iterator<Row> call(Iterator<String> paths) {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return paths.hasNext();
        }

        @Override
        public Row next() {
          return function.of(paths.next(), configuration.value());
        }
      };
    }
  }

  private static final class Size implements FileFunction {
    private static final long serialVersionUID = 1;

    @Override
    public Row of(String path, SerializableConfiguration configuration) {
      try {
        FileStatus status = status(path, configuration);
        return RowFactory.create(path, status.isFile() ? status.getLen() : PictureFile.UNKNOWN);
      } catch (IOException e) {
        return RowFactory.create(path, PictureFile.UNKNOWN);
      }
    }
  }

  private static final class Hash implements FileFunction {
    private static final long serialVersionUID = 1;

    @Override
    public Row of(String path, SerializableConfiguration configuration) {
      String sha256;
      try {
        sha256 = sha256(path, configuration);
      } catch (IOException e) {
        sha256 = "";
      }
      return RowFactory.create(path, PictureFile.name(path), sha256);
    }
  }

  private static final class Answer implements FileFunction {
    private static final long serialVersionUID = 1;

    private final Broadcast<SharedBundle> bundle;
    private final double sensitivity;

    Answer(Broadcast<SharedBundle> bundle, double sensitivity) {
      this.bundle = bundle;
      this.sensitivity = sensitivity;
    }

    @Override
    public Row of(String path, SerializableConfiguration configuration) {
      Answering answering = new Answering(bundle.value(), sensitivity);
      String image = PictureFile.name(path);
      try {
        FileStatus status = status(path, configuration);
        if (status.isDirectory()) {
          return failed(
              answering,
              image,
              Reason.UNREADABLE_FILE,
              "a folder, not a picture; name the pictures in it");
        }
        if (status.getLen() > ImageReader.MAX_BYTES) {
          return answering.unreadable(
              image,
              status.getLen(),
              sha256(path, configuration),
              Answering.code(Reason.TOO_MANY_BYTES),
              ImageReader.tooManyBytes(image, status.getLen()).explanation(),
              0);
        }
        try (InputStream in = open(path, configuration)) {
          return answering.answer(image, in.readAllBytes());
        }
      } catch (FileNotFoundException e) {
        return failed(
            answering, image, Reason.MISSING_FILE, "there is no such file; check its name");
      } catch (IOException e) {
        return failed(
            answering,
            image,
            Reason.UNREADABLE_FILE,
            "the file cannot be read (" + e + "); check that you may read it");
      }
    }

    private static Row failed(
        Answering answering, String image, Reason reason, String explanation) {
      return answering.unreadable(image, null, null, Answering.code(reason), explanation, 0);
    }
  }

  private static FileStatus status(String path, SerializableConfiguration configuration)
      throws IOException {
    Path file = new Path(path);
    return file.getFileSystem(configuration.value()).getFileStatus(file);
  }

  private static FSDataInputStream open(String path, SerializableConfiguration configuration)
      throws IOException {
    Path file = new Path(path);
    return file.getFileSystem(configuration.value()).open(file);
  }

  private static String sha256(String path, SerializableConfiguration configuration)
      throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    try (InputStream in = new DigestInputStream(open(path, configuration), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}

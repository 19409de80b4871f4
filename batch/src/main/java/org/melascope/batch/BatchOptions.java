package org.melascope.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a job, for {@code melascope batch} and for {@code spark-submit} alike. */
public final class BatchOptions {
  @Option(
      names = "--input",
      arity = "1..*",
      required = true,
      paramLabel = "URI",
      description =
          "Folders, with the folders in them: what ends in jpg, jpeg, png, webp, tif, tiff, bmp or gif (or like "
              + "a picture that is not read, such as heic). Or files, or globs: whatever they name. Or manifests: "
              + "CSV files with a column image, relative to the manifest. Paths, file:, hdfs:// and, where the "
              + "connector is, s3a://.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "URI",
      description =
          "The folder of the answers, one folder in it for each day. What is there stays, and is not computed again.")
  private String output = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "parquet",
      description = "parquet or csv. Default: ${DEFAULT-VALUE}.")
  private AnswerFormat format = AnswerFormat.PARQUET;

  @Option(
      names = "--sensitivity",
      paramLabel = "S",
      description =
          "Call lesions suspicious so that this share of the malignant ones is found, from 0.80 to 0.99. "
              + "Default: what the bundle says, usually 0.95.")
  private @Nullable Double sensitivity;

  @Option(
      names = "--commit-every",
      paramLabel = "N",
      description =
          "How many pictures are answered before their answers are stored for good. Default: 4,000 for each core.")
  private @Nullable Integer commitEvery;

  @Option(
      names = "--dry-run",
      description =
          "Count the pictures, try the network on a few, say how long all would take, and write nothing.")
  private boolean dryRun;

  /**
   * What is asked for.
   *
   * @throws IllegalArgumentException naming the option that does not fit
   */
  public BatchRequest request() {
    return new BatchRequest(
        inputs,
        output,
        format,
        sensitivity == null ? OptionalDouble.empty() : OptionalDouble.of(sensitivity),
        commitEvery == null ? OptionalInt.empty() : OptionalInt.of(commitEvery));
  }

  /** Whether only to count and estimate. */
  public boolean dryRun() {
    return dryRun;
  }
}

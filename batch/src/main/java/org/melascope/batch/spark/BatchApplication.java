package org.melascope.batch.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.melascope.Assessment;
import org.melascope.batch.BatchException;
import org.melascope.batch.BatchOptions;
import org.melascope.batch.BatchProgress;
import org.melascope.batch.BatchRequest;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The job for {@code spark-submit}, which has made the session's settings: master, memory,
 * packages. What {@code melascope batch} prints goes into Spark's log.
 */
@Command(name = "melascope-batch", sortOptions = false)
public final class BatchApplication {
  private static final Logger LOG = LoggerFactory.getLogger(BatchApplication.class);

  @Option(
      names = "--model",
      required = true,
      paramLabel = "URI",
      description = "The folder of the bundle, wherever Spark can read.")
  private String model = "";

  @Mixin private BatchOptions options = new BatchOptions();

  /**
   * Runs the job.
   *
   * @param arguments options of {@code melascope batch} but for {@code --master} and {@code --conf}
   * @throws IllegalArgumentException for wrong usage; with the usage in the message
   */
  public static void main(String[] arguments) throws IOException, UnusableBundleException {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    BatchApplication application = new BatchApplication();
    CommandLine line = new CommandLine(application).setCaseInsensitiveEnumValuesAllowed(true);
    BatchRequest request;
    try {
      line.parseArgs(arguments);
      request = application.options.request();
    } catch (CommandLine.ParameterException | IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + "\n" + line.getUsageMessage(), e);
    }
    SparkSession session = SparkSession.builder().appName("melascope batch").getOrCreate();
    try {
      application.run(session, request);
    } catch (IOException | UnusableBundleException e) {
      throw e;
    } catch (Exception e) {
      throw SparkEngine.failure(e);
    } finally {
      session.stop();
    }
  }

  private void run(SparkSession session, BatchRequest request)
      throws IOException, UnusableBundleException {
    LOG.info(Assessment.NOTICE);
    Bundle bundle = bundle(session.sparkContext().hadoopConfiguration());
    bundle.openNetwork(1).close();
    BatchJob job = new BatchJob(session, request, bundle, new LoggedProgress());
    (options.dryRun() ? job.estimate().lines() : job.run().lines()).forEach(LOG::info);
  }

  /** Opens the bundle from a copy of its files, which may lie anywhere. */
  private Bundle bundle(Configuration configuration) throws IOException, UnusableBundleException {
    org.apache.hadoop.fs.Path source = new org.apache.hadoop.fs.Path(model);
    FileSystem system = source.getFileSystem(configuration);
    if (!system.exists(new org.apache.hadoop.fs.Path(source, Bundle.DESCRIPTION))) {
      throw new BatchException("--model " + model + ": there is no bundle; name its folder");
    }
    Path copy = Files.createTempDirectory("melascope-bundle");
    copy.toFile().deleteOnExit();
    for (FileStatus file : system.listStatus(source)) {
      if (file.isFile()) {
        Path target = copy.resolve(file.getPath().getName());
        try (var in = system.open(file.getPath())) {
          Files.copy(in, target);
        }
        target.toFile().deleteOnExit();
      }
    }
    return Bundle.open(copy);
  }

  /** Says now and then how far it is. */
  private static final class LoggedProgress implements BatchProgress {
    private static final long INTERVAL = 30_000_000_000L;

    private long total;
    private long done;
    private long next = System.nanoTime() + INTERVAL;

    @Override
    public void started(String page) {}

    @Override
    public void listed(long pictures, long bytes) {
      total = pictures;
      LOG.info("{} pictures, {} MB", pictures, bytes / 1_000_000);
    }

    @Override
    public void advanced(long pictures) {
      done += pictures;
      if (System.nanoTime() > next) {
        next = System.nanoTime() + INTERVAL;
        LOG.info("{} of {} pictures", done, total);
      }
    }
  }
}

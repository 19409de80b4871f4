package org.melascope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.melascope.Assessment;
import org.melascope.batch.BatchEngine;
import org.melascope.batch.BatchOptions;
import org.melascope.batch.BatchProgress;
import org.melascope.batch.BatchRequest;
import org.melascope.batch.BatchSummary;
import org.melascope.batch.Cluster;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code melascope batch}. */
@Command(
    name = "batch",
    description =
        "Answer for an archive of pictures with Apache Spark, on this machine or a cluster.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Answers have the columns of classify, then error,bytes,width,height,sha256,quality_...,novelty,sensitivity,",
      "milliseconds,assessed_at,model_sha256, and lie in a folder day=YYYY-MM-DD. Run again, or after an",
      "interruption, it answers only for pictures whose content this bundle has not answered for yet.",
      "",
      "Example: melascope batch --input archive/ --output answers/",
      "",
      "Exit codes: 0 all pictures were answered, 1 some were not, now or before, or there was none,",
      "2 wrong usage, 3 the bundle is unusable."
    })
final class BatchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private BatchOptions options = new BatchOptions();

  @Option(
      names = "--master",
      paramLabel = "MASTER",
      defaultValue = Cluster.THIS_MACHINE,
      description =
          "Where to compute: local[*] (all cores of this machine), local[4], spark://HOST:7077, ... "
              + "Default: ${DEFAULT-VALUE}.")
  private String master = Cluster.THIS_MACHINE;

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description =
          "A setting of Spark, such as spark.executor.memory=4g. May be given several times.")
  private Map<String, String> configuration = new LinkedHashMap<>();

  @Mixin private ModelOption model = new ModelOption();

  @Override
  public Integer call() throws IOException, UnusableBundleException {
    BatchRequest request;
    try {
      request = options.request();
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), e);
    }
    Bundle bundle = model.open();
    request
        .sensitivity()
        .ifPresent(
            wanted -> {
              try {
                bundle.description().operatingCurve().at(wanted);
              } catch (IllegalArgumentException e) {
                throw wrong("--sensitivity: " + e.getMessage(), e);
              }
            });
    BatchEngine engine =
        BatchEngine.find()
            .orElseThrow(
                () ->
                    new IOException(
                        "batch needs Apache Spark, which this Java process was started without; start it with ./melascope"));
    // Before any picture is looked for: in an executor it would be a fault of Spark.
    bundle.openNetwork(1).close();
    err().println(Assessment.NOTICE);
    if (bundle.gates().isEmpty()) {
      err().println(Assessment.NO_GATES);
    }
    err().flush();
    return run(engine, request, bundle);
  }

  private ParameterException wrong(String message, Throwable cause) {
    return new ParameterException(spec.commandLine(), message, cause);
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private int run(BatchEngine engine, BatchRequest request, Bundle bundle) throws IOException {
    Cluster cluster =
        new Cluster(
            master,
            configuration,
            Optional.ofNullable(System.getProperty("melascope.batch.application")));
    return options.dryRun()
        ? estimate(engine, request, bundle, cluster)
        : answer(engine, request, bundle, cluster);
  }

  private int estimate(BatchEngine engine, BatchRequest request, Bundle bundle, Cluster cluster)
      throws IOException {
    try (Shown shown = new Shown()) {
      print(engine.estimate(request, bundle, cluster, shown).lines());
    }
    return 0;
  }

  private int answer(BatchEngine engine, BatchRequest request, Bundle bundle, Cluster cluster)
      throws IOException {
    BatchSummary summary;
    try (Shown shown = new Shown()) {
      summary = engine.run(request, bundle, cluster, shown);
    }
    print(summary.lines());
    print(List.of("The answers are in " + request.output()));
    return summary.complete() ? 0 : 1;
  }

  private void print(List<String> lines) {
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
    out.flush();
  }

  /** Shows how far the job is, on standard error. */
  private final class Shown implements BatchProgress, AutoCloseable {
    private @Nullable Progress bar;

    @Override
    public void started(String page) {
      if (!page.isEmpty()) {
        err().println("Spark shows the job at " + page);
        err().flush();
      }
    }

    @Override
    public void listed(long pictures, long bytes) {
      if (!options.dryRun()) {
        bar = new Progress("batch", pictures, err());
      }
    }

    @Override
    public void advanced(long pictures) {
      if (bar != null) {
        bar.step(pictures, "");
      }
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }
}

package org.melascope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.melascope.dataset.audit.Audit;
import org.melascope.dataset.audit.AuditProgress;
import org.melascope.dataset.audit.AuditTables;
import org.melascope.dataset.audit.AuditText;
import org.melascope.dataset.audit.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code melascope audit}. */
@Command(
    name = "audit",
    description = "Say what is wrong with labelled pictures before anyone trains on them.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Looks for files that hold the same picture (also re-encoded, resized, squashed, cropped a little,",
      "turned or mirrored), lesions and patients in two splits, labels that contradict each other, broken",
      "files, and how well the class is told without looking at the lesion: from the size of the file, the",
      "dimensions, the compression, the metadata, the border of the picture, or its source. Each side gets",
      "a verdict (OK, look at, do not train) and what to do. docs/audit.md explains methods and limits.",
      "",
      "DIR and MANIFEST are those of train and evaluate. A manifest's column patient_id is heeded.",
      "",
      "Example: melascope audit --data my-pictures --report my-audit",
      "",
      "Exit codes: 0 the audit was made, 1 it could not be made, or --strict was given and a verdict",
      "is \"do not train\", 2 wrong usage."
    })
final class AuditCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description =
          "A further column of the manifest that should not tell the class, such as the camera; may be "
              + "given more than once. source, origin and confirmed_by are always looked at.")
  private List<String> columns = List.of();

  @Option(
      names = "--similarity",
      paramLabel = "LIMIT",
      defaultValue = "" + Audit.SAME_PICTURE,
      description =
          "From this correlation of their fine details on, laid over each other, two files count as "
              + "copies: "
              + Audit.LEAST_SIMILARITY
              + " to 1, default ${DEFAULT-VALUE}. Less finds copies that were cropped or compressed "
              + "more, and pictures that only look alike.")
  private double similarity = Audit.SAME_PICTURE;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Write audit.html, pairs.csv, pictures.csv, features.csv and columns.csv into this folder. "
              + "The page shows small copies of the pictures; treat it like them.")
  private @Nullable Path report;

  @Option(
      names = "--strict",
      description = "Exit with 1 if a verdict is \"do not train\", for use in scripts.")
  private boolean strict;

  /** One bar after the other. */
  private static final class Bars implements AuditProgress, AutoCloseable {
    private final PrintWriter err;
    private volatile @Nullable Progress bar;

    Bars(PrintWriter err) {
      this.err = err;
    }

    @Override
    public void begin(String task, long pictures) {
      close();
      bar = new Progress(task, pictures, err);
    }

    @Override
    public void step() {
      Progress current = bar;
      if (current != null) {
        current.step();
      }
    }

    @Override
    public void close() {
      Progress current = bar;
      if (current != null) {
        current.close();
      }
    }
  }

  @Override
  public Integer call() throws IOException {
    if (!Audit.isSimilarity(similarity)) {
      throw new ParameterException(
          spec.commandLine(),
          "--similarity: must be from %s to 1, not %s"
              .formatted(Audit.LEAST_SIMILARITY, similarity));
    }
    ReportFolder.prepare(spec, report, AuditTables.FILES, List.of(data.path()));
    Audit audit = audit();
    PrintWriter out = spec.commandLine().getOut();
    out.print(AuditText.of(audit));
    out.flush();
    if (report != null) {
      AuditTables.write(audit, report);
      out.println("\nThe whole audit: " + report.resolve("audit.html"));
      out.flush();
    }
    return strict && audit.verdict() == Verdict.DO_NOT_TRAIN ? 1 : 0;
  }

  private Audit audit() throws IOException {
    try (Bars bars = new Bars(spec.commandLine().getErr())) {
      return Audit.of(data.path(), columns, similarity, bars);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--column: " + e.getMessage(), e);
    }
  }
}

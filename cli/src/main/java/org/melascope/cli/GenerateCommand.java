package org.melascope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.melascope.dataset.synthetic.SyntheticDataSet;
import org.melascope.dataset.synthetic.SyntheticSamples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code melascope generate}. */
@Command(
    name = "generate",
    description = "Draw synthetic lesions, to try the other commands without anybody's photo.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "The pictures lie in train|test/benign|malignant, as train and evaluate read them. What is learnt",
      "or said about them means nothing clinically.",
      "",
      "Example: melascope generate --out synthetic --count 400",
      "",
      "Exit codes: 0 the pictures were drawn, 1 they could not be written, 2 wrong usage."
    })
final class GenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write; it must be new or empty, but for --samples.")
  private Path out = Path.of("");

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "200",
      description = "Number of pictures, half of each class. Default: ${DEFAULT-VALUE}.")
  private int count = 200;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another one draws other pictures. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--samples",
      description = "Draw the pictures of Melascope's folder samples instead, over earlier ones.")
  private boolean samples;

  @Option(
      names = "--thumbnails",
      description = "With --samples: draw them small, as the page of Melascope shows them.")
  private boolean thumbnails;

  @Override
  public Integer call() throws IOException {
    PrintWriter answer = spec.commandLine().getOut();
    if (samples) {
      drawSamples(answer);
      return 0;
    }
    if (thumbnails) {
      throw new ParameterException(spec.commandLine(), "--thumbnails is for --samples alone");
    }
    SyntheticDataSet pictures = pictures();
    try (Progress progress = new Progress("generate", count, spec.commandLine().getErr())) {
      pictures.write(out, drawn -> progress.step());
    }
    answer.println(count + " synthetic pictures, seed " + seed + ": " + out);
    return 0;
  }

  private void drawSamples(PrintWriter answer) throws IOException {
    for (String option : new String[] {"--count", "--seed"}) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(
            spec.commandLine(), "the samples are always the same: leave out " + option);
      }
    }
    if (thumbnails) {
      SyntheticSamples.writeThumbnails(out);
    } else {
      SyntheticSamples.write(out);
    }
    String what = thumbnails ? " thumbnails of synthetic samples: " : " synthetic samples: ";
    answer.println(SyntheticSamples.all().size() + what + out);
  }

  private SyntheticDataSet pictures() {
    try {
      return new SyntheticDataSet(count, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--count: " + e.getMessage(), e);
    }
  }
}

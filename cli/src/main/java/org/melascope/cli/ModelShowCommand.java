package org.melascope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code melascope model show}. */
@Command(
    name = "show",
    description =
        "Show what a bundle says of itself: uses, terms, operating points, data, training.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Example: melascope model show --format json",
      "",
      "Exit codes: 0 it was shown, 2 wrong usage, 3 the bundle is unusable."
    })
final class ModelShowCommand implements Callable<Integer> {
  private enum Format {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "BUNDLE",
      description = "The folder of the bundle. Default: the one that classify uses.")
  private @Nullable Path folder;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, or json for the bundle's own bundle.json. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  @Override
  public Integer call() throws IOException, UnusableBundleException {
    Bundle bundle = Bundle.open(folder == null ? ModelOption.standard() : folder);
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (format) {
          case TEXT -> ModelText.of(bundle.description());
          case JSON -> Files.readString(bundle.folder().resolve(Bundle.DESCRIPTION)).strip() + "\n";
        });
    out.flush();
    return 0;
  }
}

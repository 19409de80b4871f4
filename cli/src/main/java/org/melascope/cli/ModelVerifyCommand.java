package org.melascope.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code melascope model verify}. */
@Command(
    name = "verify",
    description = "Check everything in a bundle, and run its network on a picture.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: melascope model verify my-model",
      "",
      "Exit codes: 0 it is whole, 2 wrong usage, 3 it is unusable: the message names file and field."
    })
final class ModelVerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "BUNDLE",
      description = "The folder of the bundle. Default: the one that classify uses.")
  private @Nullable Path folder;

  @Override
  public Integer call() throws UnusableBundleException {
    Bundle bundle = Bundle.open(folder == null ? ModelOption.standard() : folder);
    bundle.verify();
    spec.commandLine().getOut().println(bundle.description().identity() + ": ok");
    return 0;
  }
}

package org.melascope.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code melascope model}. It does nothing itself: its subcommands do. */
@Command(
    name = "model",
    description =
        "Look at a bundle, check it, fit or export it anew, quantise it, combine several, or write its card.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ModelShowCommand.class,
      ModelVerifyCommand.class,
      ModelFitCommand.class,
      ModelExportCommand.class,
      ModelQuantiseCommand.class,
      ModelCombineCommand.class,
      ModelCardCommand.class
    })
final class ModelCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: show, verify, fit, export, quantise, combine or card.");
  }
}

package org.melascope.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.server.MelascopeServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code melascope serve}. */
@Command(
    name = "serve",
    description = "Answer in the browser and over HTTP, until it is stopped (Ctrl+C).",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Example: melascope serve --port 8080",
      "",
      "Exit codes: 1 it cannot listen there, 2 wrong usage, 3 the bundle is unusable."
    })
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "7860",
      description = "Where to listen. Default: ${DEFAULT-VALUE}.")
  private int port = 7860;

  @Mixin private ModelOption model = new ModelOption();

  @Override
  public Integer call() throws IOException, UnusableBundleException, InterruptedException {
    try (MelascopeServer server = MelascopeServer.start(model.open(), "127.0.0.1", port)) {
      spec.commandLine().getOut().println("Melascope is at " + server.uri());
      spec.commandLine().getOut().flush();
      new CountDownLatch(1).await();
      return 0;
    }
  }
}

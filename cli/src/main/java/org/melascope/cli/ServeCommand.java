package org.melascope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import org.melascope.Assessment;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.server.ConfigurationException;
import org.melascope.server.ConfigurationSources;
import org.melascope.server.MelascopeServer;
import org.melascope.server.ServerConfiguration;
import org.melascope.server.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code melascope serve}. */
@Command(
    name = "serve",
    description = "Answer in the browser and over HTTP, until it is told to stop (Ctrl+C).",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    modelTransformer = ServeCommand.Settings.class,
    footer = {
      "",
      "Each setting is taken from the command line, else from the environment (--api-key-file is",
      "MELASCOPE_SERVE_API_KEY_FILE), else from the file of --config (a line api-key-file = FILE).",
      "",
      "Example: melascope serve --port 8080",
      "",
      "Exit codes: 0 it was told to stop (SIGTERM, Ctrl+C), 1 it cannot listen there, 2 wrong usage,",
      "3 the bundle is unusable."
    })
final class ServeCommand implements Callable<Integer> {
  private static final List<String> SIGNALS = List.of("INT", "TERM");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "A properties file with settings. Default: the one that the variable "
              + ConfigurationSources.FILE_VARIABLE
              + " names.")
  private @Nullable Path file;

  @Option(
      names = "--print-config",
      description = "Print all settings and where each was made, as such a file, and end.")
  private boolean printConfiguration;

  @Mixin private ModelOption model = new ModelOption();

  /** Makes an option of each of the server's settings. */
  static final class Settings implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
      for (Setting setting : Setting.values()) {
        String standard = setting.standard();
        command.addOption(
            OptionSpec.builder(setting.option())
                .type(String.class)
                .paramLabel(setting.label())
                .description(
                    setting.description()
                        + (standard.isEmpty() ? "" : " Default: " + standard + "."))
                .build());
      }
      return command;
    }
  }

  @Override
  public Integer call() throws IOException, UnusableBundleException, InterruptedException {
    ConfigurationSources sources;
    try {
      sources = ConfigurationSources.read(options(), System.getenv(), Optional.ofNullable(file));
    } catch (ConfigurationException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    if (printConfiguration) {
      spec.commandLine().getOut().print(sources.print());
      spec.commandLine().getOut().flush();
      return 0;
    }
    serve(sources.configuration(), model.open());
    return 0;
  }

  private Map<Setting, String> options() {
    Map<Setting, String> options = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      String value = spec.commandLine().getParseResult().matchedOptionValue(setting.option(), "");
      if (spec.commandLine().getParseResult().hasMatchedOption(setting.option())) {
        options.put(setting, value);
      }
    }
    return options;
  }

  /**
   * Stops in good order at the first signal, at once at the second. A shutdown hook will not do:
   * ONNX Runtime has one, too, which takes the network away while pictures are being assessed.
   */
  private static void heed(String signal, CountDownLatch told) {
    Signals.register(
        signal,
        () -> {
          SIGNALS.forEach(Signals::registerDefault);
          told.countDown();
        });
  }

  private void serve(ServerConfiguration configuration, Bundle bundle)
      throws IOException, UnusableBundleException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    if (configuration.isOpenToAll()) {
      err.println(
          "melascope: warning: everybody in the network can use this server, for it listens on "
              + configuration.host()
              + " and needs no key; --api-key-file gives it one");
    }
    try (MelascopeServer server = MelascopeServer.start(configuration, bundle)) {
      CountDownLatch told = new CountDownLatch(1);
      SIGNALS.forEach(signal -> heed(signal, told));
      err.println(Assessment.NOTICE);
      err.flush();
      spec.commandLine().getOut().println("Melascope is at " + server.uri() + " (Ctrl+C ends it)");
      spec.commandLine().getOut().flush();
      told.await();
    } catch (ConfigurationException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}

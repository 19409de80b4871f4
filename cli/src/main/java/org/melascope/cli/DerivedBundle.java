package org.melascope.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.DataSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What commands share that make a new bundle of one that is there and fit it anew. */
final class DerivedBundle {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "BUNDLE", description = "The folder of the bundle.")
  private Path folder = Path.of("");

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "Write the bundle into this folder, which must hold no other bundle than BUNDLE.")
  private Path out = Path.of("");

  @Option(
      names = "--model-version",
      paramLabel = "VERSION",
      description = "Its version. Default: that of BUNDLE.")
  private @Nullable String version;

  /** How the new bundle comes of the old one. */
  interface Derivation {
    BundleDescription run(DataSet pictures, FittingBar bar, Path folder, Path out, String version)
        throws IOException, UnusableBundleException;
  }

  /** Writes the bundle and returns the exit code. */
  int write(Derivation derivation) throws IOException, UnusableBundleException {
    BundleFolder.requireWritable(spec, out);
    BundleFolder.requireNoBundleBut(spec, folder, out);
    String now = version == null ? Bundle.open(folder).description().version() : version;
    try (FittingBar bar = new FittingBar(spec.commandLine().getErr())) {
      DataSet pictures = data.open();
      bar.say(pictures + " (" + pictures.provenance().description() + ")");
      BundleDescription bundle = derivation.run(pictures, bar, folder, out, now);
      bar.say("wrote " + bundle.identity() + " to " + out);
      return 0;
    } catch (IllegalArgumentException | IllegalStateException e) {
      // What is said of unfit bundles and pictures is for the reader.
      throw new IOException(e.getMessage(), e);
    }
  }
}

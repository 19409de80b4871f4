package org.melascope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.DataSet;
import org.melascope.training.BundleCombination;
import org.melascope.training.Combination;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code melascope model combine}. */
@Command(
    name = "combine",
    description =
        "Make one bundle of several, whose networks answer together (an ensemble) or become one (a soup).",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "The logits are the mean of those of the networks, each divided by its own temperature; so is the",
      "evidence. Calibration, gates and operating points are fitted to that anew on the split validation of",
      "MANIFEST or DIR; pictures of the split test are never looked at. What knows a picture that is no",
      "lesion is the first network. Costs the time of all networks for every picture; --soup only that of one.",
      "",
      "  melascope model combine my-transformer my-convolutional --data my-pictures --out my-ensemble",
      "",
      "Exit codes: 0 the bundle was written, 1 it was not, 2 wrong usage, 3 a bundle is unusable."
    })
final class ModelCombineCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "BUNDLE",
      arity = "2..*",
      description = "The folders of the bundles, of one network each.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--soup",
      description =
          "Average the weights into one network: for networks of one kind that were trained on from the same one.")
  private boolean soup;

  @Option(
      names = "--closeup",
      paramLabel = "BUNDLE",
      description =
          "One of these, of a convolutional network, that looks at every picture a second time: at its middle, enlarged "
              + "and turned by half a turn. Can be given several times.")
  private List<Path> closeups = new ArrayList<>();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Write the bundle into this folder, which must not hold a bundle yet.")
  private Path out = Path.of("");

  @Mixin private ReleaseOptions naming = new ReleaseOptions();

  @Override
  public Integer call() throws IOException, UnusableBundleException {
    List<BundleCombination.Source> sources = sources();
    BundleFolder.requireWritable(spec, out);
    BundleFolder.requireNoBundle(spec, out);
    try (FittingBar bar = new FittingBar(spec.commandLine().getErr())) {
      DataSet pictures = data.open();
      bar.say(pictures + " (" + pictures.provenance().description() + ")");
      BundleDescription bundle =
          new BundleCombination(soup ? Combination.SOUP : Combination.ENSEMBLE, pictures, bar)
              .run(sources, out, naming.release(out, folders));
      bar.say("wrote " + bundle.identity() + " to " + out);
      return 0;
    } catch (IllegalArgumentException | IllegalStateException e) {
      // What the combination says of unfit bundles and pictures is for the reader.
      throw new IOException(e.getMessage(), e);
    }
  }

  private List<BundleCombination.Source> sources() {
    for (Path closeup : closeups) {
      if (!folders.contains(closeup)) {
        throw new ParameterException(
            spec.commandLine(),
            "Invalid value for option '--closeup': %s is none of the bundles to combine"
                .formatted(closeup));
      }
    }
    return folders.stream()
        .map(folder -> new BundleCombination.Source(folder, closeups.contains(folder)))
        .toList();
  }
}

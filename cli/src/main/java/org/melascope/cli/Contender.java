package org.melascope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.LabelledPicture;
import org.melascope.evaluation.Rival;

/**
 * What {@code evaluate} compares with, opened before the first picture is assessed: either is
 * there.
 *
 * @param bundle another bundle, whose network runs
 * @param answers of another network, about at least one of the pictures
 */
record Contender(Optional<Bundle> bundle, Optional<Rival> answers) {
  /**
   * Opens the folder of a bundle or a file of answers.
   *
   * @param threshold from which probability on the answers of a file mean suspicious
   * @param pictures that are going to be assessed
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException saying what is wrong with the file, or that it knows none of
   *     the pictures
   * @throws UnusableBundleException if the bundle is not whole, or its network does not run
   */
  static Contender open(Path from, double threshold, List<LabelledPicture> pictures)
      throws IOException, UnusableBundleException {
    if (Files.isDirectory(from)) {
      Bundle bundle = Bundle.open(from);
      bundle.openNetwork(1).close();
      return new Contender(Optional.of(bundle), Optional.empty());
    }
    Rival rival = Rival.read(String.valueOf(from.getFileName()), from, threshold);
    rival.requireAnyOf(pictures.stream().map(LabelledPicture::name).toList());
    return new Contender(Optional.empty(), Optional.of(rival));
  }
}

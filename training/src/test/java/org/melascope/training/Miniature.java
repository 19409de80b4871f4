package org.melascope.training;

import java.io.IOException;
import java.nio.file.Path;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.dataset.synthetic.SyntheticDataSet;

/** A set of synthetic lesions so small that a test can train on it. */
final class Miniature {
  private Miniature() {}

  /**
   * Draws pictures of 48x36 and opens them: three quarters are trained on, a quarter is for
   * validation, and no picture is left for testing.
   */
  static DataSet draw(Path folder, int count) throws IOException {
    new SyntheticDataSet(count, 5, 48, 36, 0, 0.25).write(folder, drawn -> {});
    return open(folder);
  }

  static DataSet open(Path folder) throws IOException {
    DataSet data = DataSet.open(folder);
    return new DataSet(
        data.name(), data.provenance(), data.pictures().stream().map(Miniature::resplit).toList());
  }

  private static LabelledPicture resplit(LabelledPicture picture) {
    return picture.inSplit(picture.split() == Split.TEST ? Split.VALIDATION : Split.TRAIN);
  }
}

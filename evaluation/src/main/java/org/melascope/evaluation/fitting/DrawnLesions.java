package org.melascope.evaluation.fitting;

import java.util.List;
import java.util.stream.IntStream;
import org.melascope.dataset.SyntheticDataSet;
import org.melascope.dataset.SyntheticLesion;
import org.melascope.dataset.SyntheticSamples;
import org.melascope.image.LesionImage;

/**
 * Lesions that nobody has, as the generator draws them: like the samples, with other seeds, and of
 * its random data set. No sample is among them.
 */
final class DrawnLesions {
  private static final int COUNT = 480;
  private static final int SEED = 17;
  private static final int WIDTH = 300;
  private static final int HEIGHT = 225;

  private DrawnLesions() {}

  /** Draws them on all processors. */
  static List<LesionImage> draw() {
    List<SyntheticLesion> samples = List.copyOf(SyntheticSamples.all().values());
    SyntheticDataSet random = new SyntheticDataSet(COUNT, SEED, WIDTH, HEIGHT, 0.2, 0.25);
    return IntStream.range(0, COUNT)
        .parallel()
        .mapToObj(
            i -> i % 2 == 0 ? like(samples.get(i / 2 % samples.size()), i) : random.lesion(i / 2))
        .map(SyntheticLesion::draw)
        .toList();
  }

  private static SyntheticLesion like(SyntheticLesion sample, int number) {
    return new SyntheticLesion(
        1000L + number, WIDTH, HEIGHT, sample.outline(), sample.pigment(), sample.scene());
  }
}

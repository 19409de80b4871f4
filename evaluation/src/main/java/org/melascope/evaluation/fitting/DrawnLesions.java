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

  /** For a network that takes pictures of {@link #SIZE}, in pixels. */
  private static final int WIDTH = 300;

  private static final int HEIGHT = 225;
  private static final int SIZE = 224;

  private DrawnLesions() {}

  /**
   * Draws them on all processors.
   *
   * @param size of the square that the network sees, in pixels: the pictures are about as large
   */
  static List<LesionImage> draw(int size) {
    int width = Math.max(1, WIDTH * size / SIZE);
    int height = Math.max(1, HEIGHT * size / SIZE);
    List<SyntheticLesion> samples = List.copyOf(SyntheticSamples.all().values());
    SyntheticDataSet random = new SyntheticDataSet(COUNT, SEED, width, height, 0.2, 0.25);
    return IntStream.range(0, COUNT)
        .parallel()
        .mapToObj(
            i ->
                i % 2 == 0
                    ? like(samples.get(i / 2 % samples.size()), i, width, height)
                    : random.lesion(i / 2))
        .map(SyntheticLesion::draw)
        .toList();
  }

  private static SyntheticLesion like(SyntheticLesion sample, int number, int width, int height) {
    return new SyntheticLesion(
        1000L + number, width, height, sample.outline(), sample.pigment(), sample.scene());
  }
}

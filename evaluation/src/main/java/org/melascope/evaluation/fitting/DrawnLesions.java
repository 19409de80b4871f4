package org.melascope.evaluation.fitting;

import java.util.List;
import java.util.stream.IntStream;
import org.melascope.dataset.synthetic.SyntheticDataSet;
import org.melascope.dataset.synthetic.SyntheticLesion;
import org.melascope.dataset.synthetic.SyntheticSamples;

/**
 * Lesions that nobody has, as the generator draws them: like the samples, with other seeds, and of
 * its random data set. No sample is among them.
 */
final class DrawnLesions {
  /** Lesions of which there are more say nothing new. */
  private static final int MOST = 480;

  private static final int SEED = 17;

  /** For a network that takes pictures of {@link #SIZE}, in pixels. */
  private static final int WIDTH = 300;

  private static final int HEIGHT = 225;
  private static final int SIZE = 224;

  private DrawnLesions() {}

  /**
   * Such lesions: as many as there are training pictures, whose spread they are compared with, or
   * so many that more would not matter.
   *
   * @param size of the square that the network sees, in pixels: the pictures are about as large
   */
  static List<SyntheticLesion> of(int size, int trainingPictures) {
    int width = Math.max(1, WIDTH * size / SIZE);
    int height = Math.max(1, HEIGHT * size / SIZE);
    List<SyntheticLesion> samples = List.copyOf(SyntheticSamples.all().values());
    SyntheticDataSet random = new SyntheticDataSet(MOST, SEED, width, height, 0.2, 0.25);
    return IntStream.range(0, Math.min(MOST, trainingPictures))
        .mapToObj(
            i ->
                i % 2 == 0
                    ? like(samples.get(i / 2 % samples.size()), i, width, height)
                    : random.lesion(i / 2))
        .toList();
  }

  private static SyntheticLesion like(SyntheticLesion sample, int number, int width, int height) {
    return new SyntheticLesion(
        1000L + number, width, height, sample.outline(), sample.pigment(), sample.scene());
  }
}

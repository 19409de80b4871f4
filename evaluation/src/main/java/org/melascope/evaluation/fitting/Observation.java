package org.melascope.evaluation.fitting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.melascope.Orientation;
import org.melascope.dataset.LabelledPicture;
import org.melascope.gates.ImageQuality;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import org.melascope.image.Preprocessing;
import org.melascope.image.UnreadableImageException;
import org.melascope.network.Network;
import org.melascope.network.NetworkOutput;

/**
 * What is seen of a labelled picture.
 *
 * @param picture the picture
 * @param quality of what the network sees of it
 * @param logits one per output, not calibrated
 * @param embedding the picture as the head sees it
 */
record Observation(
    LabelledPicture picture, ImageQuality quality, float[] logits, float[] embedding) {
  /** What was seen of a picture, or why nothing was. */
  private record Attempt<T>(Optional<T> seen, String problem) {}

  /**
   * Shows pictures to a network, several at a time. Those that cannot be read are left out, with a
   * warning.
   *
   * @param network one that works with a single thread
   * @return in the order of the pictures
   */
  static List<Observation> of(
      String phase,
      Network network,
      Preprocessing preprocessing,
      List<LabelledPicture> pictures,
      FittingProgress progress) {
    List<Observation> observations = new ArrayList<>();
    each(
        phase,
        pictures,
        image -> Glance.of(network, preprocessing, image),
        (picture, glance) ->
            observations.add(
                new Observation(
                    picture,
                    glance.quality(),
                    glance.output().logits(),
                    glance.output().embedding())),
        progress);
    return observations;
  }

  /** What is seen of any picture. */
  record Glance(ImageQuality quality, NetworkOutput output) {
    static Glance of(Network network, Preprocessing preprocessing, LesionImage image) {
      float[] samples = preprocessing.samples(image);
      ImageQuality quality =
          ImageQuality.of(
              samples,
              preprocessing.size(),
              preprocessing.frame(image.originalWidth(), image.originalHeight()).area());
      preprocessing.normalise(samples);
      return new Glance(quality, Orientation.run(network, samples));
    }
  }

  /**
   * Looks at pictures, several at a time, and tells in their order what was seen of those that can
   * be read.
   *
   * @param look called by several threads
   * @param tell called by this thread
   */
  static <T> void each(
      String phase,
      List<LabelledPicture> pictures,
      Function<LesionImage, T> look,
      BiConsumer<LabelledPicture, T> tell,
      FittingProgress progress) {
    Phase.<LabelledPicture, Attempt<T>>run(
        phase,
        pictures,
        picture -> attempt(picture, look),
        (picture, attempt) -> {
          if (attempt.seen().isPresent()) {
            tell.accept(picture, attempt.seen().get());
          } else {
            progress.warn(attempt.problem());
          }
        },
        progress);
  }

  private static <T> Attempt<T> attempt(LabelledPicture picture, Function<LesionImage, T> look) {
    try {
      LesionImage image = new ImageReader().read(picture.file());
      return new Attempt<>(Optional.of(look.apply(image)), "");
    } catch (UnreadableImageException e) {
      return new Attempt<>(Optional.empty(), String.valueOf(e.getMessage()));
    }
  }
}

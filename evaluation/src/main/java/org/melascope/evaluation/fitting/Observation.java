package org.melascope.evaluation.fitting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.melascope.dataset.LabelledPicture;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import org.melascope.image.Preprocessing;
import org.melascope.image.UnreadableImageException;
import org.melascope.network.Network;
import org.melascope.network.NetworkOutput;

/**
 * What a network makes of a labelled picture.
 *
 * @param picture the picture
 * @param logits one per output, not calibrated
 * @param embedding the picture as the head sees it
 */
record Observation(LabelledPicture picture, float[] logits, float[] embedding) {
  private static final int AT_ONCE = 64;

  /** A picture that was looked at, or why it could not be. */
  private record Attempt(Optional<Observation> seen, String problem) {}

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
    progress.begin(phase, pictures.size());
    for (int first = 0; first < pictures.size(); first += AT_ONCE) {
      List<LabelledPicture> some =
          pictures.subList(first, Math.min(pictures.size(), first + AT_ONCE));
      List<Attempt> attempts =
          some.parallelStream().map(picture -> look(network, preprocessing, picture)).toList();
      for (Attempt attempt : attempts) {
        attempt.seen().ifPresentOrElse(observations::add, () -> progress.warn(attempt.problem()));
      }
      progress.advance(some.size());
    }
    return observations;
  }

  private static Attempt look(
      Network network, Preprocessing preprocessing, LabelledPicture picture) {
    LesionImage image;
    try {
      image = new ImageReader().read(picture.file());
    } catch (UnreadableImageException e) {
      return new Attempt(Optional.empty(), String.valueOf(e.getMessage()));
    }
    NetworkOutput output = network.run(List.of(preprocessing.apply(image))).get(0);
    return new Attempt(
        Optional.of(new Observation(picture, output.logits(), output.embedding())), "");
  }
}

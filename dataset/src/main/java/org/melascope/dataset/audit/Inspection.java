package org.melascope.dataset.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Provenance;
import org.melascope.dataset.Split;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import org.melascope.image.UnreadableImageException;

/**
 * Every picture of a data set, read once.
 *
 * @param pictures those that can be read, in order
 * @param broken those that cannot
 */
record Inspection(List<InspectedPicture> pictures, List<BrokenPicture> broken) {
  Inspection {
    pictures = List.copyOf(pictures);
    broken = List.copyOf(broken);
  }

  /** What became of one file: one of the two is there. */
  private record Outcome(Optional<InspectedPicture> picture, Optional<BrokenPicture> broken) {}

  /**
   * Reads pictures on all processors. Pictures that are not used and not there are left out.
   *
   * @param done called after each, from several threads
   */
  static Inspection of(List<LabelledPicture> pictures, Runnable done) {
    List<Outcome> outcomes =
        pictures.parallelStream()
            .map(
                picture -> {
                  Outcome outcome = read(picture);
                  done.run();
                  return outcome;
                })
            .toList();
    List<InspectedPicture> read = new ArrayList<>();
    List<BrokenPicture> broken = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      outcome.picture().ifPresent(read::add);
      outcome.broken().ifPresent(broken::add);
    }
    return new Inspection(read, broken);
  }

  private static Outcome read(LabelledPicture picture) {
    if (picture.split() == Split.UNUSED && !Files.exists(picture.file())) {
      return new Outcome(Optional.empty(), Optional.empty());
    }
    try {
      ImageReader reader = new ImageReader();
      if (!Files.isRegularFile(picture.file())
          || Files.size(picture.file()) > ImageReader.MAX_BYTES) {
        reader.read(picture.file()); // Says what is the matter.
      }
      byte[] bytes = Files.readAllBytes(picture.file());
      LesionImage image = reader.read(bytes, picture.name());
      String sha256 = Provenance.hexOfSha256(bytes);
      Fingerprint fingerprint = new Fingerprint(picture, sha256, Thumbnail.of(image));
      InspectedPicture inspected = new InspectedPicture(fingerprint, Traits.of(bytes, image));
      return new Outcome(Optional.of(inspected), Optional.empty());
    } catch (UnreadableImageException e) {
      return broken(picture, e.explanation());
    } catch (IOException e) {
      return broken(picture, "the file cannot be read (" + e + "); check that you may read it");
    }
  }

  private static Outcome broken(LabelledPicture picture, String reason) {
    return new Outcome(Optional.empty(), Optional.of(new BrokenPicture(picture, reason)));
  }
}

package org.melascope.evaluation.faithfulness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.melascope.Orientation;
import org.melascope.PictureThreads;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.LabelledPicture;
import org.melascope.evaluation.Bootstrap;
import org.melascope.image.ImageReader;
import org.melascope.image.UnreadableImageException;
import org.melascope.network.Network;
import org.melascope.network.UnusableNetworkException;

/** The passes of a bundle that measure the faithfulness of its evidence maps. */
public final class FaithfulnessRun {
  /**
   * Of the random orders and of the disorder: the results are the same whenever the pictures are.
   */
  private static final long SEED = 1;

  private FaithfulnessRun() {}

  /**
   * Measures pictures; those that cannot be read are left out.
   *
   * @param threads how many threads work, each on a picture of its own, at least 1
   * @param measured called after each picture, by the calling thread
   * @throws UnusableBundleException if the network does not fit the bundle
   * @throws IllegalArgumentException if not one of the pictures can be read
   */
  public static Faithfulness of(
      Bundle bundle,
      List<LabelledPicture> pictures,
      int threads,
      Bootstrap bootstrap,
      Runnable measured)
      throws UnusableBundleException {
    BundleDescription description = bundle.description();
    try (Network network = bundle.openNetwork(1);
        Network shuffled = Network.open(ShuffledWeights.of(bundle.model(), SEED), 1);
        PictureThreads workers = new PictureThreads(threads)) {
      PictureFaithfulness.Networks networks =
          new PictureFaithfulness.Networks(
              network, shuffled, description.preprocessing(), description.calibration());
      List<Future<Optional<PictureFaithfulness>>> pending = new ArrayList<>();
      for (int i = 0; i < pictures.size(); i++) {
        LabelledPicture picture = pictures.get(i);
        long seed = SEED + i;
        pending.add(workers.submit(() -> measure(networks, picture, seed)));
      }
      List<PictureFaithfulness> results = new ArrayList<>();
      for (Future<Optional<PictureFaithfulness>> one : pending) {
        result(one).ifPresent(results::add);
        measured.run();
      }
      return Faithfulness.of(results, bootstrap);
    } catch (UnusableNetworkException e) {
      throw new IllegalStateException("the network does not run with shuffled weights", e);
    }
  }

  private static Optional<PictureFaithfulness> measure(
      PictureFaithfulness.Networks networks, LabelledPicture picture, long seed) {
    try {
      float[] tensor = networks.preprocessing().apply(new ImageReader().read(picture.file()));
      int size = networks.preprocessing().size();
      float[] samples = Orientation.of(tensor, size).turned(tensor, size);
      return Optional.of(PictureFaithfulness.of(networks, picture.lesionKey(), samples, seed));
    } catch (UnreadableImageException e) {
      // The evaluation, which read it before, has said so.
      return Optional.empty();
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a picture could not be measured: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}

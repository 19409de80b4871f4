package org.melascope.training;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.melascope.image.Preprocessing;
import org.melascope.training.augmentation.Augmentation;
import org.melascope.training.backbone.Backbone;

/**
 * Everything that decides what a training makes of its pictures; travels in the bundle.
 *
 * @param backbone the network
 * @param method how it is trained
 * @param optimisation how its weights are fitted
 * @param augmentation how views of the training pictures are drawn
 * @param preprocessing how pictures are prepared outside of training
 * @param shares by source, the share of its training pictures that an epoch shows, drawn anew for
 *     each epoch, in (0, 1]; a source that is not named is shown whole
 * @param seed of all that is random
 */
public record Recipe(
    Backbone backbone,
    Method method,
    Optimisation optimisation,
    Augmentation augmentation,
    Preprocessing preprocessing,
    Map<String, Double> shares,
    long seed) {
  public Recipe {
    shares = Collections.unmodifiableMap(new TreeMap<>(shares));
    shares.forEach(
        (source, share) -> {
          if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                "the share of " + source + " must be above 0 and at most 1, not " + share);
          }
        });
    if (preprocessing.size() != backbone.imageSize()) {
      throw new IllegalArgumentException(
          "preprocessing.size is "
              + preprocessing.size()
              + ", the backbone needs "
              + backbone.imageSize());
    }
  }
}

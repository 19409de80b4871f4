package org.melascope.training;

import org.melascope.image.Preprocessing;

/**
 * Everything that decides what a training makes of its pictures; travels in the bundle.
 *
 * @param backbone the network
 * @param method how it is trained
 * @param optimisation how its weights are fitted
 * @param augmentation how views of the training pictures are drawn
 * @param preprocessing how pictures are prepared outside of training
 * @param seed of all that is random
 */
public record Recipe(
    VitConfiguration backbone,
    Method method,
    Optimisation optimisation,
    Augmentation augmentation,
    Preprocessing preprocessing,
    long seed) {
  public Recipe {
    if (preprocessing.size() != backbone.imageSize()) {
      throw new IllegalArgumentException(
          "preprocessing.size is "
              + preprocessing.size()
              + ", the backbone needs "
              + backbone.imageSize());
    }
  }
}

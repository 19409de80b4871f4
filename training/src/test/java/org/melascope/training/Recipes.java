package org.melascope.training;

import java.util.List;
import java.util.Map;
import org.melascope.image.Framing;
import org.melascope.image.Preprocessing;
import org.melascope.training.augmentation.Augmentation;
import org.melascope.training.backbone.Backbone;
import org.melascope.training.backbone.RandomNetworks;

/** Recipes for networks of the size of {@link RandomNetworks#SMALL}. */
final class Recipes {
  /** Views differ by flips and quarter turns only. */
  static final Augmentation TURNS = new Augmentation(1, 1, 1, false, 0, 0, 0, 0, 0, 0, 0);

  private Recipes() {}

  /** Samples in [0, 1] come out in [-1, 1]. */
  static Recipe of(Method method, Optimisation optimisation, Augmentation augmentation, long seed) {
    Preprocessing preprocessing =
        new Preprocessing(
            RandomNetworks.SMALL.imageSize(),
            Framing.WHOLE_FRAME,
            1,
            List.of(0.5, 0.5, 0.5),
            List.of(0.5, 0.5, 0.5));
    return new Recipe(
        RandomNetworks.SMALL, method, optimisation, augmentation, preprocessing, Map.of(), seed);
  }

  /** The same recipe with shares of sources. */
  static Recipe withShares(Recipe recipe, Map<String, Double> shares) {
    return new Recipe(
        recipe.backbone(),
        recipe.method(),
        recipe.optimisation(),
        recipe.augmentation(),
        recipe.preprocessing(),
        shares,
        recipe.seed());
  }

  /** The same recipe for another network, which takes pictures of a size of its own. */
  static Recipe withBackbone(Recipe recipe, Backbone backbone) {
    Preprocessing preprocessing = recipe.preprocessing();
    return new Recipe(
        backbone,
        recipe.method(),
        recipe.optimisation(),
        recipe.augmentation(),
        new Preprocessing(
            backbone.imageSize(),
            preprocessing.framing(),
            preprocessing.crop(),
            preprocessing.mean(),
            preprocessing.deviation()),
        recipe.shares(),
        recipe.seed());
  }

  /** Batches of eight, half of a picture except in the last epoch. */
  static Optimisation epochs(int epochs) {
    return new Optimisation(epochs, 8, 3e-3, 1, 0.01, 0.1, 0.9, 0.5, 1, 1);
  }
}

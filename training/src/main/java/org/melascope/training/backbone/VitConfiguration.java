package org.melascope.training.backbone;

import java.util.List;

/**
 * The shape of a Vision Transformer (Dosovitskiy et al. 2021), as timm builds it.
 *
 * @param name as on the command line: {@code vit-tiny}, {@code vit-small}, {@code vit-base}
 * @param imageSize side of the square input in pixels, a multiple of {@code patchSize}
 * @param patchSize side of a patch in pixels
 * @param width length of a token
 * @param depth number of blocks
 * @param heads attention heads per block; divides {@code width}
 * @param hidden width of the hidden layer of each block's perceptron
 */
public record VitConfiguration(
    String name, int imageSize, int patchSize, int width, int depth, int heads, int hidden)
    implements Backbone {
  /** Of the layer normalisations, as in timm. */
  public static final float EPSILON = 1e-6f;

  /** timm's {@code vit_tiny_patch16_224}: 5.7 million parameters. */
  public static final VitConfiguration TINY =
      new VitConfiguration("vit-tiny", 224, 16, 192, 12, 3, 768);

  /** timm's {@code vit_small_patch16_224}: 22 million parameters. */
  public static final VitConfiguration SMALL =
      new VitConfiguration("vit-small", 224, 16, 384, 12, 6, 1536);

  /** timm's {@code vit_base_patch16_224}: 86 million parameters. */
  public static final VitConfiguration BASE =
      new VitConfiguration("vit-base", 224, 16, 768, 12, 12, 3072);

  /** What can be asked for by name. */
  public static final List<VitConfiguration> NAMED = List.of(TINY, SMALL, BASE);

  public VitConfiguration {
    if (imageSize < 1 || patchSize < 1 || width < 1 || depth < 1 || heads < 1 || hidden < 1) {
      throw new IllegalArgumentException("every size of a network must be positive");
    }
    if (imageSize % patchSize != 0) {
      throw new IllegalArgumentException(
          "imageSize " + imageSize + " is no multiple of patchSize " + patchSize);
    }
    if (width % heads != 0) {
      throw new IllegalArgumentException("width " + width + " is no multiple of heads " + heads);
    }
  }

  @Override
  public int grid() {
    return imageSize / patchSize;
  }

  /** Some of the patches. */
  @Override
  public Look look(double share) {
    return new Look(imageSize, patchSize, Math.max(1, (int) Math.round(share * patches())));
  }

  @Override
  public int layers() {
    return depth + 2;
  }

  @Override
  public int layer(String parameter) {
    if (parameter.startsWith("blocks.")) {
      return 1 + Integer.parseInt(parameter.split("\\.", 3)[1]);
    }
    boolean last = parameter.startsWith("norm") || parameter.startsWith("head");
    return last ? depth + 1 : 0;
  }
}

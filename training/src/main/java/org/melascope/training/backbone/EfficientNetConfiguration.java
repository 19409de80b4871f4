package org.melascope.training.backbone;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The shape of an EfficientNet-Lite (Tan and Le 2019; the variant of 2020 without
 * squeeze-and-excitation and with ReLU6), its batch normalisation folded into the convolutions.
 * These are called {@code conv0}, {@code conv1} and so on from the picture up.
 *
 * @param name as on the command line: {@code efficientnet-lite0}
 * @param imageSize side of the square input in pixels, a multiple of 32
 * @param stem channels of the first convolution
 * @param stages of inverted residual blocks (Sandler et al. 2018)
 * @param width channels of the last convolution
 */
public record EfficientNetConfiguration(
    String name, int imageSize, int stem, List<Stage> stages, int width) implements Backbone {
  /** From a sample in [-1, 1] to the first convolution: by this times, plus {@link #SHIFT}. */
  public static final float SCALE = 127.5f;

  /** See {@link #SCALE}. */
  public static final float SHIFT = 0.5f;

  /** Where ReLU6 clips. */
  public static final float CLIP = 6;

  /** By how much the whole network reduces the side of a picture. */
  private static final int REDUCTION = 32;

  /** EfficientNet-Lite0: 3.4 million parameters. */
  public static final EfficientNetConfiguration LITE_0 =
      new EfficientNetConfiguration(
          "efficientnet-lite0",
          224,
          32,
          List.of(
              new Stage(3, 1, 1, 16, 1),
              new Stage(3, 2, 6, 24, 2),
              new Stage(5, 2, 6, 40, 2),
              new Stage(3, 2, 6, 80, 3),
              new Stage(5, 1, 6, 112, 3),
              new Stage(5, 2, 6, 192, 4),
              new Stage(3, 1, 6, 320, 1)),
          1280);

  /**
   * Blocks of one width.
   *
   * @param kernel side of the depthwise convolutions, odd, at least {@code stride}
   * @param stride of the first block, 1 or 2; the others have 1
   * @param expansion by how much a block widens its input
   * @param channels of the output
   * @param blocks how many
   */
  public record Stage(int kernel, int stride, int expansion, int channels, int blocks) {
    public Stage {
      if (kernel < stride || kernel % 2 == 0 || expansion < 1 || channels < 1 || blocks < 1) {
        throw new IllegalArgumentException(
            "a stage needs an odd kernel and positive expansion, channels and blocks");
      }
      if (stride != 1 && stride != 2) {
        throw new IllegalArgumentException("stride must be 1 or 2, not " + stride);
      }
    }
  }

  /**
   * A convolution with the padding that TensorFlow calls SAME: the output is {@code side / stride}
   * wide, and where the padding is odd, the right and the lower edge get more.
   *
   * @param name of its parameters, {@code name.weight} {@code [outputs, inputs / groups, kernel,
   *     kernel]} and {@code name.bias}
   * @param groups 1, or as many as inputs for a depthwise one
   * @param clipped whether ReLU6 follows
   */
  public record Convolution(
      String name, int inputs, int outputs, int kernel, int stride, int groups, boolean clipped) {
    /** Zeros before the first row and the first column of an even side. */
    public int before() {
      return (kernel - stride) / 2;
    }

    /** Zeros after the last row and the last column. */
    public int after() {
      return kernel - stride - before();
    }
  }

  /**
   * Convolutions one after another.
   *
   * @param residual whether the input is added to what they make of it
   */
  public record Block(List<Convolution> convolutions, boolean residual) {}

  public EfficientNetConfiguration {
    stages = List.copyOf(stages);
    if (stem < 1 || width < 1 || stages.isEmpty()) {
      throw new IllegalArgumentException(
          "stem and width must be positive, and there must be stages");
    }
    long halvings = 1 + stages.stream().filter(stage -> stage.stride() == 2).count();
    if (1L << halvings != REDUCTION) {
      throw new IllegalArgumentException(
          "the stages must reduce a picture to a thirty-second, not to a "
              + (1L << halvings)
              + "th");
    }
    if (imageSize < REDUCTION || imageSize % REDUCTION != 0) {
      throw new IllegalArgumentException(
          "imageSize must be a multiple of " + REDUCTION + ", not " + imageSize);
    }
  }

  /** It takes a picture whole. */
  @Override
  public int patchSize() {
    return imageSize;
  }

  @Override
  public int grid() {
    return imageSize / REDUCTION;
  }

  /** The whole picture, but smaller. */
  @Override
  public Look look(double share) {
    long places = Math.max(1, Math.round(Math.sqrt(share) * grid()));
    int side = REDUCTION * (int) places;
    return new Look(side, side, 1);
  }

  @Override
  public int layers() {
    return blocks().size() + 1;
  }

  @Override
  public int layer(String parameter) {
    List<Block> blocks = blocks();
    for (int i = 0; i < blocks.size(); i++) {
      for (Convolution convolution : blocks.get(i).convolutions()) {
        if (parameter.startsWith(convolution.name() + ".")) {
          return i;
        }
      }
    }
    return blocks.size();
  }

  /** From the picture up: the stem, the inverted residual blocks, and the last convolution. */
  public List<Block> blocks() {
    Builder builder = new Builder();
    builder.add(false, builder.convolution(3, stem, 3, 2, 1, true));
    int channels = stem;
    for (Stage stage : stages) {
      for (int i = 0; i < stage.blocks(); i++) {
        int stride = i == 0 ? stage.stride() : 1;
        builder.inverted(channels, stage, stride);
        channels = stage.channels();
      }
    }
    builder.add(false, builder.convolution(channels, width, 1, 1, 1, true));
    return Collections.unmodifiableList(builder.blocks);
  }

  private static final class Builder {
    private final List<Block> blocks = new ArrayList<>();
    private int next;

    void add(boolean residual, Convolution... convolutions) {
      blocks.add(new Block(List.of(convolutions), residual));
    }

    Convolution convolution(
        int inputs, int outputs, int kernel, int stride, int groups, boolean clipped) {
      return new Convolution("conv" + next++, inputs, outputs, kernel, stride, groups, clipped);
    }

    void inverted(int inputs, Stage stage, int stride) {
      int wide = inputs * stage.expansion();
      List<Convolution> convolutions = new ArrayList<>();
      if (stage.expansion() > 1) {
        convolutions.add(convolution(inputs, wide, 1, 1, 1, true));
      }
      convolutions.add(convolution(wide, wide, stage.kernel(), stride, wide, true));
      convolutions.add(convolution(wide, stage.channels(), 1, 1, 1, false));
      add(stride == 1 && inputs == stage.channels(), convolutions.toArray(new Convolution[0]));
    }
  }
}

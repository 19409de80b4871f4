package org.melascope.training.backbone;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shape of a network below its head: from a square picture to a grid of places, each with a
 * vector of the same width. What a network takes of a picture is one or more square patches; one
 * that needs the whole picture takes it as a single patch.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(VitConfiguration.class),
  @JsonSubTypes.Type(EfficientNetConfiguration.class)
})
public sealed interface Backbone permits VitConfiguration, EfficientNetConfiguration {
  /** As on the command line, such as {@code vit-tiny}. */
  String name();

  /** Side of the square input in pixels, a multiple of {@link #patchSize}. */
  int imageSize();

  /** Side in pixels of the patches in which a picture is given. */
  int patchSize();

  /** Length of the vector of each place. */
  int width();

  /** Places along one side of the grid. */
  int grid();

  /** How many layers learn at a rate of their own: the head is the last. */
  int layers();

  /** Which of the {@link #layers} a parameter belongs to, from 0 at the picture. */
  int layer(String parameter);

  /**
   * How a picture is looked at.
   *
   * @param size side of the square view in pixels
   * @param patchSize side of its patches in pixels
   * @param kept how many of them are looked at
   */
  record Look(int size, int patchSize, int kept) {
    /** Patches of the view, kept or not. */
    public int patches() {
      int along = size / patchSize;
      return along * along;
    }

    /** Samples of a patch: three channels of {@code patchSize * patchSize}. */
    public int patchLength() {
      return 3 * patchSize * patchSize;
    }
  }

  /**
   * A look that costs about this share of a whole one.
   *
   * @param share in (0, 1]; 1 is a whole look, as at inference
   */
  Look look(double share);

  /** Patches of a picture. */
  default int patches() {
    int along = imageSize() / patchSize();
    return along * along;
  }

  /** Samples of a patch: three channels of {@code patchSize * patchSize}. */
  default int patchLength() {
    return 3 * patchSize() * patchSize();
  }

  /** What can be asked for by name. */
  static List<Backbone> named() {
    return Stream.concat(
            VitConfiguration.NAMED.stream(), Stream.of(EfficientNetConfiguration.LITE_0))
        .map(Backbone.class::cast)
        .toList();
  }

  /** The backbone of this name. */
  static Optional<Backbone> named(String name) {
    return named().stream().filter(backbone -> backbone.name().equals(name)).findFirst();
  }

  /** The names of all of them. */
  static List<String> names() {
    return named().stream().map(Backbone::name).toList();
  }
}

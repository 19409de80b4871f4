package org.melascope.image;

import java.util.List;

/**
 * How a picture becomes the network's input, the same in training, evaluation and inference;
 * recorded in the bundle.
 *
 * <p>The framed part is resized to {@code size x size} by {@link Resampling} and each sample {@code
 * v} in [0, 255] becomes {@code (v / 255 - mean) / deviation} of its channel.
 *
 * @param size side of the square input in pixels
 * @param framing which part of the picture is used
 * @param crop side of the part that is used as a share of the framed part, in (0, 1]; 1 uses all of
 *     it
 * @param mean per channel (red, green, blue), of samples scaled to [0, 1]
 * @param deviation per channel, positive
 */
public record Preprocessing(
    int size, Framing framing, double crop, List<Double> mean, List<Double> deviation) {

  public Preprocessing {
    if (size < 16 || size > 4096) {
      throw new IllegalArgumentException("size must be from 16 to 4096, not " + size);
    }
    if (!(crop > 0 && crop <= 1)) {
      throw new IllegalArgumentException("crop must be above 0 and at most 1, not " + crop);
    }
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.size() != 3 || deviation.size() != 3) {
      throw new IllegalArgumentException(
          "mean and deviation need one value for each of red, green, blue");
    }
    if (mean.stream().anyMatch(m -> !Double.isFinite(m))
        || deviation.stream().anyMatch(d -> !(Double.isFinite(d) && d > 0))) {
      throw new IllegalArgumentException("mean must be finite, deviation finite and positive");
    }
  }

  /**
   * A rectangle within a picture, in its continuous coordinates.
   *
   * @param left distance of its left edge from the picture's; {@code top} likewise
   * @param width extent to the right, positive; {@code height} downwards
   */
  public record Frame(double left, double top, double width, double height) {
    /** How many pixels lie in it. */
    public double area() {
      return width * height;
    }
  }

  /** The part of a picture of this size that the network sees. */
  public Frame frame(int imageWidth, int imageHeight) {
    double width = imageWidth;
    double height = imageHeight;
    if (framing == Framing.CENTRE) {
      width = Math.min(imageWidth, imageHeight);
      height = width;
    }
    width *= crop;
    height *= crop;
    return new Frame((imageWidth - width) / 2, (imageHeight - height) / 2, width, height);
  }

  /**
   * The network's input for a picture.
   *
   * @return {@code 3 * size * size} values, channel by channel, row by row (CHW)
   */
  public float[] apply(LesionImage image) {
    float[] tensor = samples(image);
    normalise(tensor);
    return tensor;
  }

  /**
   * The part of a picture that the network sees, in the size of its input.
   *
   * @return {@code 3 * size * size} samples in [0, 255], channel by channel, row by row (CHW)
   */
  public float[] samples(LesionImage image) {
    float[] samples = new float[3 * size * size];
    Frame frame = frame(image.width(), image.height());
    Resampling.resize(image, frame.left, frame.top, frame.width, frame.height, size, size, samples);
    return samples;
  }

  /** Turns CHW samples in [0, 255] into the network's input, in place. */
  public void normalise(float[] samples) {
    int plane = samples.length / 3;
    for (int channel = 0; channel < 3; channel++) {
      float scale = (float) (1 / (255 * deviation.get(channel)));
      float shift = (float) (-mean.get(channel) / deviation.get(channel));
      for (int i = channel * plane; i < (channel + 1) * plane; i++) {
        samples[i] = samples[i] * scale + shift;
      }
    }
  }
}

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

  /**
   * A picture is decoded at half its size where that leaves 1.4 pixels for each sample of the
   * input: of its finest detail, half a period per pixel, {@link Resampling} then leaves
   * sinc(0.7)^2 = 0.14 of the contrast, and what is finer would not have been left at all.
   */
  private static final double PIXELS_FOR_HALF = 2.8;

  /** For a quarter more must be left, for two coefficients tell a slope less well than four. */
  private static final double PIXELS_FOR_QUARTER = 8;

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

  /** The part of this picture that the network sees, in the picture's own pixels. */
  public Frame frame(LesionImage image) {
    Frame frame = frame(image.originalWidth(), image.originalHeight());
    Excerpt excerpt = image.excerpt();
    double scale = 1.0 / excerpt.factor();
    return new Frame(
        excerpt.left() + scale * frame.left,
        excerpt.top() + scale * frame.top,
        scale * frame.width,
        scale * frame.height);
  }

  /**
   * What must be decoded of a picture: what the network sees and the resampling reaches, at 1/2 or
   * 1/4 of its width and height where so many pixels come upon each sample of the input that it
   * makes little difference. On photos of lesions it is a quarter of a grey level on average, no
   * more than rounding does.
   */
  Excerpt excerpt(Excerpt whole) {
    Frame frame = frame(whole.width(), whole.height());
    double pixels = Math.min(frame.width, frame.height) / size;
    if (pixels < PIXELS_FOR_HALF) {
      return whole;
    }
    int factor = pixels < PIXELS_FOR_QUARTER ? 2 : 4;
    int marginX = (int) Math.ceil(frame.width / size / factor) + 1;
    int marginY = (int) Math.ceil(frame.height / size / factor) + 1;
    int left = Math.max(0, (int) (frame.left / factor) - marginX);
    int top = Math.max(0, (int) (frame.top / factor) - marginY);
    int right = (int) Math.ceil((frame.left + frame.width) / factor) + marginX;
    int bottom = (int) Math.ceil((frame.top + frame.height) / factor) + marginY;
    return new Excerpt(
        factor,
        whole.width(),
        whole.height(),
        -left,
        -top,
        Math.min(right, JpegComponent.ceil(whole.width(), factor)) - left,
        Math.min(bottom, JpegComponent.ceil(whole.height(), factor)) - top);
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
    Frame frame = frame(image);
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

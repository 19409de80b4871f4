package org.melascope.dataset.synthetic;

/**
 * What is around a synthetic lesion and between it and the camera.
 *
 * @param skinTone 0 very fair, 1 very dark
 * @param hairs number of hairs
 * @param bubbles number of air bubbles in the immersion fluid
 * @param ruler whether a millimetre scale lies along an edge
 * @param vignetting 0 none, 1 a round field with wide black corners
 * @param blur standard deviation in pixels of a picture whose shorter side has 450
 */
public record LesionScene(
    double skinTone, int hairs, int bubbles, boolean ruler, double vignetting, double blur) {
  /** Fair skin and nothing in the way. */
  public static final LesionScene PLAIN = new LesionScene(0.15, 0, 0, false, 0, 0.5);

  public LesionScene {
    SyntheticLesion.checkShare("skin tone", skinTone);
    SyntheticLesion.checkShare("vignetting", vignetting);
    if (hairs < 0 || bubbles < 0) {
      throw new IllegalArgumentException("there cannot be fewer than 0 hairs or bubbles");
    }
    if (!(blur >= 0 && blur <= 20)) {
      throw new IllegalArgumentException("blur must be from 0 to 20, not " + blur);
    }
  }
}

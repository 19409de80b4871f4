package org.melascope.dataset.synthetic;

/**
 * What a synthetic lesion is coloured with.
 *
 * @param look the kind of lesion it imitates
 * @param colours number of colours, 1 to 6, of a melanocytic lesion: light brown, then also dark
 *     brown, black, blue-grey, red, white
 * @param variegation how strongly the further colours differ from the first, in [0, 1]
 * @param network strength of the pigment network of a melanocytic lesion, in [0, 1]
 * @param globules share of places with a dark dot, in [0, 1]
 */
public record LesionPigment(
    Look look, int colours, double variegation, double network, double globules) {
  /** The kind of lesion that is imitated. */
  public enum Look {
    /** A naevus or a melanoma: browns, with network and dots. */
    MELANOCYTIC,
    /** A seborrhoeic keratosis: waxy, with pale cysts and dark openings. */
    KERATOSIS,
    /** A haemangioma: red lagoons between paler septa. */
    VASCULAR
  }

  public LesionPigment {
    if (colours < 1 || colours > 6) {
      throw new IllegalArgumentException("colours must be from 1 to 6, not " + colours);
    }
    SyntheticLesion.checkShare("variegation", variegation);
    SyntheticLesion.checkShare("network", network);
    SyntheticLesion.checkShare("globules", globules);
  }
}

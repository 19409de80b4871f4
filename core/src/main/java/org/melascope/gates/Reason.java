package org.melascope.gates;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can speak against answering, or should be known with an answer. */
public enum Reason {
  BLURRED(
      Consequence.NOT_ASSESSABLE,
      "The picture is blurred.",
      "Hold still, wait until the camera has focused, and wipe the lens."),
  TOO_DARK(
      Consequence.NOT_ASSESSABLE,
      "The picture is too dark.",
      "Use daylight or a lamp from the side, and no shadow of your own."),
  OVEREXPOSED(
      Consequence.NOT_ASSESSABLE,
      "Much of the picture is plain white: too much light, or a reflection.",
      "Leave out the flash, and turn the lamp or the camera until nothing shines."),
  LOW_CONTRAST(
      Consequence.NOT_ASSESSABLE,
      "The picture has hardly any contrast.",
      "Use daylight, wipe the lens, and do not photograph through glass or off a screen."),
  LOW_RESOLUTION(
      Consequence.NOT_ASSESSABLE,
      "The lesion covers too few pixels of the file.",
      "Move closer, or send the original file instead of a preview."),
  NO_LESION(
      Consequence.NOT_ASSESSABLE,
      "No lesion stands out from the skin around it.",
      "Put the lesion into the middle, with some skin around it."),
  LESION_TOO_SMALL(
      Consequence.NOT_ASSESSABLE,
      "The lesion takes up very little of the picture.",
      "Move closer, or crop the picture to the lesion."),
  LESION_CUT_OFF(
      Consequence.REMARK,
      "The lesion reaches over the edge of what is looked at; what lies outside has no part in the answer.",
      "Move back, or crop less, so that skin shows all around the lesion."),
  COVERED(
      Consequence.NOT_ASSESSABLE,
      "Hair, a ruler or ink covers much of the picture.",
      "Part the hair, and take the ruler or the mark out of the picture."),
  UNLIKE_KNOWN(
      Consequence.NOT_ASSESSABLE,
      "The picture is unlike the pictures of lesions that the network was trained on.",
      "Send a close-up of one skin lesion. If this is one, the network does not know its kind."),
  BOTH_POSSIBLE(
      Consequence.UNCERTAIN,
      "The answer leaves both open, malignant and benign.",
      "Show the lesion to a physician."),
  TURNS_DISAGREE(
      Consequence.UNCERTAIN,
      "P(malignant) differs too much when the picture is turned or mirrored.",
      "Show the lesion to a physician."),
  EVIDENCE_OFF_LESION(
      Consequence.REMARK,
      "Most of what speaks for the likeliest diagnosis lies off the lesion: on skin, hair, a ruler, ink or the edge.",
      "Look at the heat map, and crop the picture to the lesion with some skin around it."),
  BENIGN_RULED_OUT(
      Consequence.REMARK,
      "The answer fits malignant lesions, not benign ones; it is below the threshold only because so low a sensitivity was asked for.",
      "Show the lesion to a physician.");

  /** What a reason does to the decision. */
  public enum Consequence {
    /** Nothing is said about the lesion. */
    NOT_ASSESSABLE,
    /** The answer is that it is not sure. */
    UNCERTAIN,
    /** The decision stays. */
    REMARK
  }

  /** Those that {@link ImageQuality} measures. */
  public static final List<Reason> OF_QUALITY =
      Arrays.stream(values()).filter(reason -> reason.ordinal() <= COVERED.ordinal()).toList();

  private final Consequence consequence;
  private final String words;
  private final String advice;

  Reason(Consequence consequence, String words, String advice) {
    this.consequence = consequence;
    this.words = words;
    this.advice = advice;
  }

  /** What programs know it by, which stays: {@code blurred}, {@code lesion-too-small}, ... */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it does to the decision. */
  public Consequence consequence() {
    return consequence;
  }

  /** The reason in a sentence. */
  public String words() {
    return words;
  }

  /** What to do about it, in a sentence. */
  public String advice() {
    return advice;
  }

  /** Whether a picture has this flaw when what is measured is above the limit, not below. */
  public boolean above() {
    return switch (this) {
      case OVEREXPOSED,
          LESION_CUT_OFF,
          COVERED,
          UNLIKE_KNOWN,
          BOTH_POSSIBLE,
          TURNS_DISAGREE,
          EVIDENCE_OFF_LESION,
          BENIGN_RULED_OUT ->
          true;
      case BLURRED, TOO_DARK, LOW_CONTRAST, LOW_RESOLUTION, NO_LESION, LESION_TOO_SMALL -> false;
    };
  }

  /** The reason with this code. */
  public static Optional<Reason> ofCode(String code) {
    return Arrays.stream(values()).filter(reason -> reason.code().equals(code)).findFirst();
  }
}

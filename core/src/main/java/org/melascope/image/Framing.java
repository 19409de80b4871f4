package org.melascope.image;

import java.util.Locale;

/** Which part of a picture the network sees. */
public enum Framing {
  /** The largest centred square; what lies outside it is cut off, shapes keep their proportions. */
  CENTRE,
  /** The whole picture, squashed to a square. */
  WHOLE_FRAME;

  /** The word used for readers: {@code centre}, {@code whole-frame}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

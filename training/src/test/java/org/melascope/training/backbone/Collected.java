package org.melascope.training.backbone;

import java.nio.ByteBuffer;

/** Java's memory that nobody holds any more, for tests of whether the engine still reads it. */
final class Collected {
  private Collected() {}

  /** Has it collected, and other values written where it may have been. */
  static void overwrite() {
    for (int round = 0; round < 20; round++) {
      System.gc();
      for (int i = 0; i < 2000; i++) {
        ByteBuffer.allocateDirect(8).putFloat(0, 1e6f).putFloat(4, 1e6f);
      }
    }
  }
}

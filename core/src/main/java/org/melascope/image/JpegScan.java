package org.melascope.image;

import java.util.List;

/**
 * The blocks of a scan of a JPEG in the order in which they are stored. Several components take
 * turns, a unit (MCU) of blocks at a time; of a component that is alone only the blocks are stored
 * that its samples fill (ITU-T T.81, A.2).
 */
final class JpegScan {
  /** Takes what a scan tells of a block. */
  @FunctionalInterface
  interface Taker {
    void take(JpegComponent component, int column, int row) throws PictureFault;
  }

  private final EntropyBits bits;
  private final List<JpegComponent> components;
  private final int restartInterval;
  private final Runnable whenRestarted;
  private int units;
  private int restarts;

  /**
   * A scan.
   *
   * @param restartInterval units between two restart markers, 0 if there are none
   * @param whenRestarted called at each restart
   */
  JpegScan(
      EntropyBits bits,
      List<JpegComponent> components,
      int restartInterval,
      Runnable whenRestarted) {
    this.bits = bits;
    this.components = components;
    this.restartInterval = restartInterval;
    this.whenRestarted = whenRestarted;
  }

  /** Takes all blocks. */
  void take(Taker taker) throws PictureFault {
    if (components.size() == 1) {
      takeAlone(components.get(0), taker);
    } else {
      takeInTurns(taker);
    }
    bits.checkNoMarkerFollows();
  }

  private void takeAlone(JpegComponent component, Taker taker) throws PictureFault {
    for (int row = 0; row < component.ownBlocksDown(); row++) {
      for (int column = 0; column < component.ownBlocksAcross(); column++) {
        beginUnit();
        taker.take(component, column, row);
      }
    }
  }

  private void takeInTurns(Taker taker) throws PictureFault {
    int across = components.get(0).unitsAcross();
    int down = components.get(0).unitsDown();
    for (int unitRow = 0; unitRow < down; unitRow++) {
      for (int unit = 0; unit < across; unit++) {
        beginUnit();
        for (JpegComponent component : components) {
          takeUnit(component, unit, unitRow, taker);
        }
      }
    }
  }

  private static void takeUnit(JpegComponent component, int unit, int unitRow, Taker taker)
      throws PictureFault {
    for (int row = 0; row < component.down(); row++) {
      for (int column = 0; column < component.across(); column++) {
        taker.take(component, unit * component.across() + column, unitRow * component.down() + row);
      }
    }
  }

  private void beginUnit() throws PictureFault {
    if (restartInterval > 0 && units > 0 && units % restartInterval == 0) {
      bits.restart(restarts++ & 7);
      components.forEach(JpegComponent::restart);
      whenRestarted.run();
    }
    units++;
  }
}

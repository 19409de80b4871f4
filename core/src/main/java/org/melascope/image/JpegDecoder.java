package org.melascope.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.melascope.image.JpegSegments.Segment;

/**
 * Decodes a JPEG at 1/2 or 1/4 of its width and height, in a fraction of the time that it takes to
 * decode all pixels and reduce the picture then: sequential or progressive, Huffman-coded, 8 bits,
 * grey or with colours that are stored no coarser than the result.
 *
 * <p>Follows only files that are sound. All others it leaves, by a {@link PictureFault}, to the
 * {@link Codec}, which makes the best of them or says what is the matter.
 */
final class JpegDecoder {
  /** 100 MB. */
  private static final long MAX_COEFFICIENTS = 50_000_000;

  private static final int QUANTISATION = 0xdb;
  private static final int HUFFMAN = 0xc4;
  private static final int RESTARTS = 0xdd;
  private static final int START_OF_SCAN = 0xda;
  private static final int PROGRESSIVE = 0xc2;

  /** There are so many of each kind. */
  private static final int TABLES = 4;

  /** Added to the number of a table for AC coefficients. */
  private static final int ALTERNATING = 16;

  private final JpegSegments segments;
  private final Bytes bytes;
  private final Excerpt excerpt;
  private final Map<Integer, int[]> quantisations = new HashMap<>();
  private final Map<Integer, HuffmanTable> huffman = new HashMap<>();
  private final List<JpegComponent> components = new ArrayList<>();
  private final int[] block = new int[JpegComponent.BLOCK];
  private boolean progressive;
  private int restartInterval;

  private JpegDecoder(JpegSegments segments, Excerpt excerpt) {
    this.segments = segments;
    this.bytes = segments.bytes();
    this.excerpt = excerpt;
  }

  /**
   * Decodes a picture.
   *
   * @param isYcc whether its three components are YCbCr and not red, green and blue
   * @param excerpt what is wanted of it
   * @throws PictureFault if the file is not sound, or of a kind that is not decoded here
   */
  static Samples decode(JpegSegments segments, boolean isYcc, Excerpt excerpt) throws PictureFault {
    JpegDecoder decoder = new JpegDecoder(segments, excerpt);
    decoder.readComponents();
    return JpegColours.samples(decoder.components, isYcc, excerpt.width(), excerpt.height());
  }

  private void readComponents() throws PictureFault {
    for (Segment segment : segments.all()) {
      if (segment.marker() == START_OF_SCAN) {
        if (readScan(segment)) {
          return;
        }
      } else {
        read(segment);
      }
    }
    for (JpegComponent component : components) {
      if (!component.isBegun()) {
        throw PictureFault.broken("a component that no scan tells");
      }
      component.allocateSamples();
      component.transform(block);
    }
  }

  private void read(Segment segment) throws PictureFault {
    switch (segment.marker()) {
      case QUANTISATION -> readQuantisations(segment);
      case HUFFMAN -> readTables(segment);
      case RESTARTS -> restartInterval = bytes.u16(segment.from());
      case 0xc0, 0xc1, PROGRESSIVE -> readFrame(segment);
      default -> throw PictureFault.unsupported("a JPEG with a segment " + segment.marker());
    }
  }

  private void readQuantisations(Segment segment) throws PictureFault {
    int at = segment.from();
    while (at < segment.to()) {
      int number = bytes.u8(at) & 15;
      if (number >= TABLES) {
        throw PictureFault.broken("a quantisation table of the number " + number);
      }
      int bytesOfEach = bytes.u8(at) < 16 ? 1 : 2;
      int[] table = new int[JpegComponent.BLOCK];
      for (int i = 0; i < table.length; i++) {
        table[i] = bytesOfEach == 1 ? bytes.u8(at + 1 + i) : bytes.u16(at + 1 + 2 * i);
      }
      quantisations.put(number, table);
      at += 1 + bytesOfEach * table.length;
    }
    checkEnd(at, segment);
  }

  private void readTables(Segment segment) throws PictureFault {
    int at = segment.from();
    while (at < segment.to()) {
      HuffmanTable table = new HuffmanTable(bytes, at + 1);
      int number = bytes.u8(at);
      boolean direct = number < ALTERNATING;
      if ((number & ~ALTERNATING) >= TABLES || (direct && !table.isForDirect())) {
        throw PictureFault.broken("an impossible Huffman table");
      }
      huffman.put(number, table);
      at += 1 + table.bytes();
    }
    checkEnd(at, segment);
  }

  private static void checkEnd(int end, Segment segment) throws PictureFault {
    if (end != segment.to()) {
      throw PictureFault.broken("a segment of another length than what is in it");
    }
  }

  private void readFrame(Segment segment) throws PictureFault {
    progressive = segment.marker() == PROGRESSIVE;
    int count = bytes.u8(segment.from() + 5);
    for (int at = segment.from() + 6; at < segment.from() + 6 + 3 * count; at += 3) {
      // To a component that is alone, its sampling does not matter.
      int sampling = count == 1 ? 0x11 : bytes.u8(at + 1);
      components.add(
          new JpegComponent(bytes.u8(at), sampling >> 4, sampling & 15, bytes.u8(at + 2)));
    }
    checkEnd(segment.from() + 6 + 3 * count, segment);
    int across = components.stream().mapToInt(JpegComponent::across).max().orElse(1);
    int down = components.stream().mapToInt(JpegComponent::down).max().orElse(1);
    for (JpegComponent component : components) {
      component.layOut(excerpt, across, down);
    }
    // A block has at least a bit: a header alone gets no memory.
    if (blocks() > 8L * bytes.length()) {
      throw PictureFault.truncated();
    }
  }

  private long blocks() {
    return components.stream().mapToLong(JpegComponent::blocks).sum();
  }

  /** Whether the scan was all there is to read. */
  private boolean readScan(Segment segment) throws PictureFault {
    EntropyBits bits = new EntropyBits(bytes, segment.to(), segment.end());
    boolean whole = readScan(segment, bits);
    // What is left over at the very end, nobody misses.
    if (!segment.equals(segments.all().get(segments.all().size() - 1))) {
      bits.checkNothingIsLeft();
    }
    return whole;
  }

  private boolean readScan(Segment segment, EntropyBits bits) throws PictureFault {
    List<JpegComponent> scanned = beginComponents(segment);
    boolean whole = !progressive && scanned.equals(components);
    if (whole) {
      components.forEach(JpegComponent::allocateSamples);
      new JpegScan(bits, scanned, restartInterval, () -> {})
          .take((component, column, row) -> component.takeSamples(bits, column, row, block));
      return true;
    }
    if (JpegComponent.BLOCK * blocks() > MAX_COEFFICIENTS) {
      throw PictureFault.unsupported("so large a picture in several scans");
    }
    components.forEach(JpegComponent::allocateCoefficients);
    if (progressive) {
      ProgressiveScan scan = progressiveScan(segment, scanned, bits);
      new JpegScan(bits, scanned, restartInterval, scan::restart).take(scan);
    } else {
      new JpegScan(bits, scanned, restartInterval, () -> {})
          .take((component, column, row) -> component.takeCoefficients(bits, column, row, block));
    }
    return false;
  }

  private List<JpegComponent> beginComponents(Segment segment) throws PictureFault {
    List<JpegComponent> scanned = new ArrayList<>();
    int count = bytes.u8(segment.from());
    if (count < 1) {
      throw PictureFault.broken("a scan of nothing");
    }
    for (int at = segment.from() + 1; at < segment.from() + 1 + 2 * count; at += 2) {
      JpegComponent component = component(bytes.u8(at));
      int[] quantisation = quantisations.get(component.quantisationTable());
      if (quantisation == null || scanned.contains(component)) {
        throw PictureFault.broken("a component without a quantisation, or twice in a scan");
      }
      int tables = bytes.u8(at + 1);
      component.begin(
          quantisation,
          Optional.ofNullable(huffman.get(tables >> 4)),
          Optional.ofNullable(huffman.get(ALTERNATING + (tables & 15))));
      scanned.add(component);
    }
    checkEnd(segment.from() + 4 + 2 * count, segment);
    return scanned;
  }

  private JpegComponent component(int id) throws PictureFault {
    for (JpegComponent component : components) {
      if (component.id() == id) {
        return component;
      }
    }
    throw PictureFault.broken("a scan of a component that the picture does not have");
  }

  private ProgressiveScan progressiveScan(
      Segment segment, List<JpegComponent> scanned, EntropyBits bits) throws PictureFault {
    int first = bytes.u8(segment.to() - 3);
    int last = bytes.u8(segment.to() - 2);
    int before = bytes.u8(segment.to() - 1) >> 4;
    int shift = bytes.u8(segment.to() - 1) & 15;
    boolean band = first == 0 ? last == 0 : scanned.size() == 1 && first <= last && last < 64;
    if (!band || shift > 13 || (before != 0 && before != shift + 1)) {
      throw PictureFault.broken("a scan of an impossible band");
    }
    for (JpegComponent component : scanned) {
      component.advance(first, last, before, shift);
    }
    return new ProgressiveScan(bits, first, last, shift, before != 0);
  }
}

package org.melascope.dataset.audit;

import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.imaging.jpeg.JpegSegmentData;
import com.drew.imaging.jpeg.JpegSegmentReader;
import com.drew.imaging.jpeg.JpegSegmentType;
import com.drew.lang.SequentialByteArrayReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Reads how a JPEG was written, from the segments before its first scan. */
final class JpegTraits {
  private static final int TABLE = 64;

  private final double[] values;
  private final JpegSegmentData segments;

  private JpegTraits(double[] values, JpegSegmentData segments) {
    this.values = values;
    this.segments = segments;
  }

  /** Fills in what the file says, if it is a JPEG; else leaves the values as they are. */
  static void read(byte[] file, double[] values) {
    if (file.length < 3 || (file[0] & 0xff) != 0xff || (file[1] & 0xff) != 0xd8) {
      return;
    }
    try {
      JpegSegmentData segments =
          JpegSegmentReader.readSegments(
              new SequentialByteArrayReader(file), Arrays.asList(JpegSegmentType.values()));
      new JpegTraits(values, segments).read();
    } catch (JpegProcessingException | IOException e) {
      // The picture was decoded before; segments that this reader does not follow tell nothing.
      return;
    }
  }

  private void read() {
    readTables();
    readFrame();
    put(Trait.HUFFMAN_TABLES, bytes(JpegSegmentType.DHT));
    put(Trait.JFIF, segments.containsSegment(JpegSegmentType.APP0) ? 1 : 0);
    put(Trait.EXIF, bytes(JpegSegmentType.APP1));
    double other = bytes(JpegSegmentType.COM);
    for (JpegSegmentType type : JpegSegmentType.values()) {
      boolean application = type.name().startsWith("APP");
      boolean counted = type == JpegSegmentType.APP0 || type == JpegSegmentType.APP1;
      other += application && !counted ? bytes(type) : 0;
    }
    put(Trait.OTHER_METADATA, other);
  }

  /** A segment holds one table or several, each after a byte with its precision and number. */
  private void readTables() {
    boolean first = true;
    for (byte[] segment : segments.getSegments(JpegSegmentType.DQT)) {
      int at = 0;
      while (at < segment.length) {
        int width = (segment[at] & 0xf0) == 0 ? 1 : 2;
        if (at + 1 + TABLE * width > segment.length) {
          return;
        }
        double mean = mean(segment, at + 1, width);
        if (first) {
          put(Trait.LUMA_TABLE, mean);
        }
        put(Trait.CHROMA_TABLE, mean);
        first = false;
        at += 1 + TABLE * width;
      }
    }
  }

  private static double mean(byte[] segment, int start, int width) {
    double sum = 0;
    for (int i = 0; i < TABLE; i++) {
      int at = start + i * width;
      int value = segment[at] & 0xff;
      sum += width == 1 ? value : value << 8 | (segment[at + 1] & 0xff);
    }
    return sum / TABLE;
  }

  /** Precision, height, width (two bytes each), then the components: number, sampling, table. */
  private void readFrame() {
    for (JpegSegmentType type :
        List.of(JpegSegmentType.SOF0, JpegSegmentType.SOF1, JpegSegmentType.SOF2)) {
      for (byte[] frame : segments.getSegments(type)) {
        boolean colour = frame.length >= 6 + 3 * 3;
        put(Trait.PROGRESSIVE, type == JpegSegmentType.SOF2 ? 1 : 0);
        put(Trait.CHROMA_SAMPLING, colour ? (double) sampling(frame, 0) / sampling(frame, 1) : 1);
      }
    }
  }

  private static int sampling(byte[] frame, int component) {
    int factors = frame[6 + 3 * component + 1] & 0xff;
    return Math.max(1, (factors >> 4) * (factors & 15));
  }

  private double bytes(JpegSegmentType type) {
    double sum = 0;
    for (byte[] segment : segments.getSegments(type)) {
      sum += segment.length;
    }
    return sum;
  }

  private void put(Trait trait, double value) {
    values[trait.ordinal()] = value;
  }
}

package org.melascope.image;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The marker segments of a JPEG file (ITU-T T.81, annex B): what they say about the picture, and
 * the stream that is left when everything that does not carry samples is taken out of it.
 *
 * <p>The file is walked through to its end-of-image marker; one without that marker was cut off.
 * What follows the marker (further pictures, videos of a phone's live photo) does not count.
 */
final class JpegSegments {
  /**
   * More scans than any encoder writes, few enough that a hostile file does not keep a processor
   * busy for hours.
   */
  private static final int MAX_SCANS = 100;

  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int APP_0 = 0xe0;
  private static final int COMMENT = 0xfe;
  private static final String ICC = "ICC_PROFILE\0";

  /**
   * A frame header.
   *
   * @param process the last four bits of its marker: 0 and 1 sequential, 2 progressive, others rare
   * @param componentIds one character per component
   */
  record Frame(int process, int precision, int width, int height, String componentIds) {}

  /**
   * A segment that tells something of samples.
   *
   * @param marker its last byte
   * @param from where its content begins, after its length
   * @param to where its content ends and, in a scan, the entropy-coded samples begin
   * @param end where these end; the next marker stands there or later
   */
  record Segment(int marker, int from, int to, int end) {}

  private final Bytes bytes;
  private final List<Segment> segments = new ArrayList<>();
  private final SortedMap<Integer, byte[]> profileParts = new TreeMap<>();
  private Optional<Frame> frame = Optional.empty();
  private boolean jfif;
  private Optional<Integer> adobeTransform = Optional.empty();
  private Optional<byte[]> exif = Optional.empty();
  private int profilePartCount;
  private int scans;

  private JpegSegments(byte[] file) {
    bytes = Bytes.bigEndian(file);
  }

  /**
   * Walks through a file.
   *
   * @param file begins with a start-of-image marker
   */
  static JpegSegments parse(byte[] file) throws PictureFault {
    JpegSegments segments = new JpegSegments(file);
    segments.walk();
    return segments;
  }

  private void walk() throws PictureFault {
    int at = 2;
    while (true) {
      int code = nextMarker(at);
      int marker = bytes.u8(code);
      if (marker == END_OF_IMAGE) {
        return;
      }
      at = code + 1;
      if (standsAlone(marker)) {
        continue;
      }
      int length = bytes.u16(at);
      bytes.place(at, length);
      int end = marker == START_OF_SCAN ? endOfScan(at + length) : at + length;
      note(marker, at + 2, length - 2);
      if (marker < APP_0 || marker > COMMENT) {
        segments.add(new Segment(marker, at + 2, at + length, end));
      }
      at = end;
    }
  }

  /**
   * Where the code of the next marker stands: after bytes that belong to nothing, and after fill
   * bytes.
   */
  private int nextMarker(int from) throws PictureFault {
    int at = from;
    while (bytes.u8(at) != 0xff || bytes.u8(at + 1) == 0xff || bytes.u8(at + 1) == 0) {
      at++;
    }
    return at + 1;
  }

  /**
   * The first marker after entropy-coded samples, in which a 0xff is followed by 0 or is a restart
   * marker.
   */
  private int endOfScan(int from) throws PictureFault {
    int at = from;
    while (true) {
      at = bytes.indexOf(0xff, at, bytes.length());
      int next = bytes.u8(at + 1);
      if (next == 0xff) {
        at++;
      } else if (next == 0 || standsAlone(next)) {
        at += 2;
      } else {
        return at;
      }
    }
  }

  /** Whether a marker has no length and no content: restarts, start of image, reserved ones. */
  private static boolean standsAlone(int marker) {
    return marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8);
  }

  private void note(int marker, int at, int length) throws PictureFault {
    if (marker == START_OF_SCAN) {
      scans++;
      if (scans > MAX_SCANS) {
        throw PictureFault.broken("more than " + MAX_SCANS + " scans");
      }
    } else if (marker >= 0xc0
        && marker <= 0xcf
        && marker != 0xc4
        && marker != 0xc8
        && marker != 0xcc) {
      noteFrame(marker & 0xf, at);
    } else if (marker == APP_0 && bytes.has(at, "JFIF\0")) {
      jfif = true;
    } else if (marker == 0xe1 && bytes.has(at, "Exif\0\0") && length > 6 && exif.isEmpty()) {
      exif = Optional.of(bytes.copy(at + 6, length - 6));
    } else if (marker == 0xe2 && bytes.has(at, ICC) && length > 14) {
      profileParts.put(bytes.u8(at + 12), bytes.copy(at + 14, length - 14));
      profilePartCount = bytes.u8(at + 13);
    } else if (marker == 0xee && bytes.has(at, "Adobe") && length >= 12) {
      adobeTransform = Optional.of(bytes.u8(at + 11));
    }
  }

  private void noteFrame(int process, int at) throws PictureFault {
    if (frame.isPresent()) {
      throw PictureFault.broken("two frame headers");
    }
    StringBuilder ids = new StringBuilder();
    int components = bytes.u8(at + 5);
    for (int i = 0; i < components; i++) {
      ids.append((char) bytes.u8(at + 6 + 3 * i));
    }
    frame =
        Optional.of(
            new Frame(process, bytes.u8(at), bytes.u16(at + 3), bytes.u16(at + 1), ids.toString()));
  }

  /** The frame header. */
  Frame frame() throws PictureFault {
    if (frame.isEmpty() || scans == 0) {
      throw PictureFault.broken("it has no picture in it");
    }
    return frame.get();
  }

  /** The whole file. */
  Bytes bytes() {
    return bytes;
  }

  /** The segments that tell something of samples, as they come. */
  List<Segment> all() {
    return segments;
  }

  boolean hasJfif() {
    return jfif;
  }

  /** The colour transform of the Adobe marker: 0 none, 1 YCbCr, 2 YCCK. */
  Optional<Integer> adobeTransform() {
    return adobeTransform;
  }

  Optional<byte[]> exif() {
    return exif;
  }

  /** The ICC profile put together from its parts; none if one is missing. */
  Optional<byte[]> profile() {
    if (profileParts.isEmpty()
        || profileParts.size() != profilePartCount
        || profileParts.lastKey() != profilePartCount) {
      return Optional.empty();
    }
    ByteArrayOutputStream profile = new ByteArrayOutputStream();
    profileParts.values().forEach(profile::writeBytes);
    return Optional.of(profile.toByteArray());
  }

  /**
   * A complete JPEG stream of tables, frame and scans alone, after an Adobe marker that leaves no
   * doubt about the colours.
   *
   * @param transform as in {@link #adobeTransform()}
   */
  byte[] stream(int transform) {
    ByteArrayOutputStream complete = new ByteArrayOutputStream(bytes.length() + 20);
    complete.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xee, 0, 14});
    complete.writeBytes(new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform});
    for (Segment segment : segments) {
      complete.write(0xff);
      complete.write(segment.marker);
      bytes.write(segment.from - 2, segment.end, complete);
    }
    complete.writeBytes(new byte[] {(byte) 0xff, (byte) END_OF_IMAGE});
    return complete.toByteArray();
  }
}

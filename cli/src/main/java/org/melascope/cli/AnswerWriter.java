package org.melascope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.melascope.Assessment;
import org.melascope.bundle.BundleDescription;
import org.melascope.diagnosis.OperatingPoint;

/** Writes answers one by one as they are known, in one of the formats of {@code classify}. */
interface AnswerWriter extends AutoCloseable {
  /** A form of answers. */
  enum Format {
    TEXT,
    JSON,
    CSV;

    /**
     * A writer of this form.
     *
     * @param out where to; closed by whoever opened it
     * @param point with which the decisions are made
     * @param pictures how many there are going to be
     */
    AnswerWriter open(PrintWriter out, BundleDescription bundle, OperatingPoint point, int pictures)
        throws IOException {
      return switch (this) {
        case TEXT -> new TextAnswers(out, bundle, point, pictures);
        case JSON -> new JsonAnswers(out, bundle);
        case CSV -> new CsvAnswers(out, bundle);
      };
    }
  }

  /**
   * Writes the answer for a picture.
   *
   * @param image what the picture is called
   * @param heatMap where its heat map lies, if one was drawn
   */
  void assessed(String image, Assessment assessment, Optional<String> heatMap) throws IOException;

  /** Writes why a picture could not be read. */
  void unreadable(String image, String reason) throws IOException;

  /** Ends the answers; the stream stays open. */
  @Override
  void close() throws IOException;

  /**
   * Hands on what was written.
   *
   * @throws IOException if it cannot be written, for instance because whoever read it has gone
   */
  static void flush(PrintWriter out) throws IOException {
    if (out.checkError()) {
      throw new IOException("the answers cannot be written any more: their reader or disk is gone");
    }
  }
}

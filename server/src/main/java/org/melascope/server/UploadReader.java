package org.melascope.server;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MultiPart;
import org.jspecify.annotations.Nullable;
import org.melascope.image.ImageReader;

/** Reads the pictures of a request: those of a form, or the body itself. */
final class UploadReader {
  /** How many pictures a request may have. */
  static final int MAX_PICTURES = 16;

  /** How many bytes a form may have, whatever is in it. */
  static final long MAX_FORM_BYTES = 100_000_000;

  private static final int BUFFER = 65536;
  private static final int USUAL = 1 << 20;

  private final Duration time;

  /**
   * A reader.
   *
   * @param time that an upload may take
   */
  UploadReader(Duration time) {
    this.time = time;
  }

  /**
   * Reads all pictures of a request into memory.
   *
   * @param place of the request, which holds the memory
   * @throws ProblemException if there are none, or too many, or they come too slowly
   * @throws IOException if the client has gone
   */
  List<Upload> read(Context context, Places.Place place) throws IOException {
    String type = context.header("Content-Type");
    String plain = plain(type);
    if (plain.equals("multipart/form-data")) {
      try (UploadStream body = new UploadStream(context.req(), MAX_FORM_BYTES, place, time)) {
        return FormPictures.read(body, boundary(String.valueOf(type)), MAX_PICTURES);
      }
    }
    if (plain.startsWith("image/") || plain.equals("application/octet-stream")) {
      try (UploadStream body =
          new UploadStream(context.req(), ImageReader.MAX_BYTES, place, time)) {
        return List.of(new Upload("", bytes(body, context.req().getContentLengthLong())));
      }
    }
    throw new ProblemException(
        ProblemType.WRONG_CONTENT_TYPE,
        "send multipart/form-data with the field 'image', or the bytes of a picture as image/jpeg"
            + " or the like");
  }

  private static String plain(@Nullable String type) {
    return type == null ? "" : HttpField.stripParameters(type).strip().toLowerCase(Locale.ROOT);
  }

  private static String boundary(String type) {
    String boundary = MultiPart.extractBoundary(type);
    if (boundary == null || boundary.isEmpty()) {
      throw new ProblemException(
          ProblemType.MALFORMED, "the content type of the form names no boundary");
    }
    return boundary;
  }

  private static byte[] bytes(UploadStream body, long length) throws IOException {
    // Of what a client only announces, no more memory is taken than most pictures need.
    int room = (int) Math.max(BUFFER, Math.min(length, USUAL));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(room);
    byte[] buffer = new byte[BUFFER];
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      bytes.write(buffer, 0, read);
    }
    return bytes.toByteArray();
  }
}

package org.melascope.server;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/** A form as browsers send it. */
final class Form {
  private static final String BOUNDARY = "----melascope-test-8f3a";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** Adds a file in the field {@code image}. */
  Form picture(String fileName, byte[] bytes) {
    return file("image", fileName, bytes);
  }

  /** Adds a file. */
  Form file(String field, String fileName, byte[] bytes) {
    text(
        "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\""
            + field
            + "\"; filename=\"");
    text(fileName + "\"\r\nContent-Type: image/jpeg\r\n\r\n");
    body.writeBytes(bytes);
    text("\r\n");
    return this;
  }

  private void text(String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] bytes() {
    Form whole = new Form();
    whole.body.writeBytes(body.toByteArray());
    whole.text("--" + BOUNDARY + "--\r\n");
    return whole.body.toByteArray();
  }

  static String type() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  HttpRequest.Builder post(HttpRequest.Builder request) {
    return request
        .header("Content-Type", type())
        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes()));
  }
}

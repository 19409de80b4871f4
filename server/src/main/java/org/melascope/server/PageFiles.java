package org.melascope.server;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.melascope.bundle.Bundle;

/**
 * The files of the page, from the class path. Each has an entity tag, and a browser that has a file
 * already is told so; nothing is used without asking.
 */
final class PageFiles implements Handler {
  private static final String ROOT = "page";
  private static final String INDEX = "/index.html";

  /** Names of letters, digits and dashes; only files have extensions, and no way leads upwards. */
  private static final Pattern PATH =
      Pattern.compile("(/[A-Za-z0-9_-]+)*/[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("md", "text/markdown; charset=utf-8"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/vnd.microsoft.icon"));

  @Override
  public void handle(Context context) throws IOException {
    String path = context.path().equals("/") ? INDEX : context.path();
    Optional<byte[]> file = read(path);
    if (file.isEmpty()) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "the page has no such file; it begins at /");
    }
    send(context, file.get(), type(path));
  }

  /** Answers with some bytes, or with 304 where the client has them. */
  static void send(Context context, byte[] bytes, String type) {
    // Weak, for the same file may be sent compressed.
    String tag = "W/\"" + Bundle.sha256(bytes).substring(0, 32) + "\"";
    context
        .header("ETag", tag)
        .header("Cache-Control", "no-cache")
        .header("Vary", "Accept-Encoding");
    String known = context.header("If-None-Match");
    if (known != null && known.contains(tag.substring(2))) {
      context.status(304);
    } else {
      context.contentType(type).result(bytes);
    }
  }

  private static Optional<byte[]> read(String path) throws IOException {
    if (!PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    try (InputStream in = PageFiles.class.getResourceAsStream(ROOT + path)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    }
  }

  private static String type(String path) {
    String extension = path.substring(path.lastIndexOf('.') + 1);
    return TYPES.getOrDefault(extension, "application/octet-stream");
  }
}

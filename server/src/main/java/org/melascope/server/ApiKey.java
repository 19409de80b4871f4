package org.melascope.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;
import org.melascope.bundle.Bundle;

/** The key that calls of the API must bring. */
final class ApiKey {
  private static final int SHORTEST = 16;
  private static final String BEARER = "bearer ";

  /** Digests are compared, so that neither length nor beginning of the key shows in the time. */
  private final byte[] digest;

  private ApiKey(String key) {
    this.digest = digest(key);
  }

  /**
   * Reads a key.
   *
   * @throws ConfigurationException if the file cannot be read or its key is none
   */
  static ApiKey read(Path file) throws ConfigurationException {
    String key;
    try {
      key = Files.readString(file).strip();
    } catch (IOException e) {
      throw new ConfigurationException(
          file + ": the file with the API key cannot be read: " + e.getClass().getSimpleName(), e);
    }
    if (key.length() < SHORTEST || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new ConfigurationException(
          file
              + ": an API key is one line of at least "
              + SHORTEST
              + " letters, digits and signs without blanks; this makes one: openssl rand -hex 32");
    }
    return new ApiKey(key);
  }

  /**
   * Lets a request pass that brings the key.
   *
   * @throws ProblemException if it does not
   */
  void check(Context context) {
    if (!MessageDigest.isEqual(digest, digest(given(context)))) {
      throw new ProblemException(
          ProblemType.UNAUTHORISED,
          "this server needs an API key: send it as 'Authorization: Bearer KEY' or 'X-API-Key:"
              + " KEY'");
    }
  }

  private static String given(Context context) {
    String authorization = context.header("Authorization");
    if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return authorization.substring(BEARER.length()).strip();
    }
    String key = context.header("X-API-Key");
    return key == null ? "" : key.strip();
  }

  private static byte[] digest(String key) {
    return Bundle.sha256(key.getBytes(StandardCharsets.UTF_8)).getBytes(StandardCharsets.US_ASCII);
  }
}

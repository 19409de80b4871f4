package org.melascope.dataset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Where a data set was read from, fit to be written into a bundle: no absolute path, nothing about
 * the machine.
 *
 * @param description in words, such as {@code manifest data/manifest.csv}, and how splits were
 *     drawn if they were
 * @param sha256 of the manifest's bytes; for class folders of their listing, one line {@code
 *     name<TAB>bytes} per picture in order of name; where sources were left out, of that digest and
 *     one line {@code without<TAB>source} for each. 64 hexadecimal digits in lower case
 */
public record Provenance(String description, String sha256) {
  public Provenance {
    if (description.isBlank()) {
      throw new IllegalArgumentException("a provenance needs a description");
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "'" + sha256 + "' is no SHA-256 in lower-case hexadecimal");
    }
  }

  static Provenance of(String description, byte[] content) {
    return new Provenance(description, hexOfSha256(content));
  }

  /** The SHA-256 of some bytes in lower-case hexadecimal. */
  public static String hexOfSha256(byte[] content) {
    return HexFormat.of().formatHex(sha256(content));
  }

  Provenance without(SortedSet<String> sources) {
    String lines = sources.stream().map("\nwithout\t"::concat).collect(Collectors.joining());
    return of(
        description + " without " + String.join(", ", sources),
        (sha256 + lines).getBytes(StandardCharsets.UTF_8));
  }

  static byte[] sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What {@code mvnw} cannot count on finding outside a JDK: a download, a SHA-512, an unzip.
 *
 * <pre>
 * java MavenArchive.java download ADDRESS FILE
 * java MavenArchive.java unpack FILE SHA512 FOLDER
 * </pre>
 */
final class MavenArchive {
  private MavenArchive() {}

  public static void main(String[] arguments) throws Exception {
    try {
      switch (arguments[0]) {
        case "download" -> download(URI.create(arguments[1]), Path.of(arguments[2]));
        case "unpack" -> unpack(Path.of(arguments[1]), arguments[2], Path.of(arguments[3]));
        default -> throw new IOException("unknown action " + arguments[0]);
      }
    } catch (IOException e) {
      System.err.println(e instanceof java.net.ConnectException ? "no connection" : e.getMessage());
      System.exit(1);
    }
  }

  private static void download(URI address, Path file) throws IOException, InterruptedException {
    System.setProperty("java.net.useSystemProxies", "true");
    HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    HttpResponse<Path> response =
        client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofFile(file));
    if (response.statusCode() != 200) {
      throw new IOException(address + " answered with status " + response.statusCode());
    }
  }

  private static void unpack(Path file, String expected, Path folder) throws Exception {
    String actual =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file)));
    if (!actual.equals(expected)) {
      throw new IOException("SHA-512 is\n  " + actual + ", expected\n  " + expected);
    }
    Path inside = folder.toAbsolutePath().normalize();
    try (InputStream bytes = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(bytes)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = inside.resolve(entry.getName()).normalize();
        if (!target.startsWith(inside)) {
          throw new IOException("entry " + entry.getName() + " leads out of the archive");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(zip, target);
        }
      }
    }
  }
}

package org.melascope.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.server.ConfigurationException;
import org.melascope.server.ConfigurationSources;
import org.melascope.server.MelascopeServer;
import org.melascope.server.Setting;

/**
 * Does what people wait for, once and for nobody: the launcher lets the virtual machine archive the
 * classes that it needed, and starts from this archive afterwards.
 */
public final class Rehearsal {
  /** As large as photos are; other classes read these. */
  private static final int SIDE = 800;

  private Rehearsal() {}

  /**
   * Rehearses with the bundle that comes with Melascope.
   *
   * @param arguments the picture
   */
  public static void main(String[] arguments) throws Exception {
    rehearse(Path.of(arguments[0]), ShippedBundle.folder().orElseThrow());
    System.exit(0);
  }

  /** Classifies a picture in each format, and answers two over HTTP. */
  static void rehearse(Path picture, Path bundle) throws Exception {
    for (AnswerWriter.Format format : AnswerWriter.Format.values()) {
      classify(picture, bundle, format);
    }
    serve(bundle);
  }

  private static void classify(Path picture, Path bundle, AnswerWriter.Format format) {
    PrintWriter nobody = new PrintWriter(Writer.nullWriter());
    int exitCode =
        Melascope.commandLine()
            .setOut(nobody)
            .execute(
                "classify",
                picture.toString(),
                "--model",
                bundle.toString(),
                "--format",
                format.name());
    if (exitCode != 0) {
      throw new IllegalStateException("classify ended with " + exitCode);
    }
  }

  private static void serve(Path bundle)
      throws IOException, ConfigurationException, UnusableBundleException {
    Map<Setting, String> anyPort = Map.of(Setting.PORT, "0");
    ConfigurationSources sources = ConfigurationSources.read(anyPort, Map.of(), Optional.empty());
    try (MelascopeServer server =
        MelascopeServer.start(sources.configuration(), Bundle.open(bundle))) {
      ask(server.uri(), "GET / HTTP/1.1", "text/plain", new byte[0]);
      for (String format : new String[] {"jpeg", "png"}) {
        ask(
            server.uri(),
            "POST /api/v1/assessments?explain=true HTTP/1.1",
            "image/" + format,
            grey(format));
      }
    }
  }

  private static byte[] grey(String format) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR), format, file);
    return file.toByteArray();
  }

  /** Needs no classes of its own but those of a socket. */
  private static void ask(URI server, String request, String type, byte[] body) throws IOException {
    String head =
        String.join(
            "\r\n",
            request,
            "Host: localhost",
            "Connection: close",
            "Content-Type: " + type,
            "Content-Length: " + body.length,
            "",
            "");
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      byte[] answer = socket.getInputStream().readAllBytes();
      String status = new String(answer, 0, Math.min(16, answer.length), StandardCharsets.US_ASCII);
      if (!status.startsWith("HTTP/1.1 200")) {
        throw new IOException(request + " is answered with " + status);
      }
    }
  }
}

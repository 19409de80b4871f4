import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.melascope.Assessor;
import org.melascope.bundle.Bundle;
import org.melascope.dataset.SyntheticDataSet;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import org.melascope.network.Network;

/**
 * How many pictures per second a server answers, against what the network does on its own.
 *
 * <p>Synthetic lesions of about 200 KB each are drawn, the network is run on their tensors by as many
 * threads as there are processors (one picture at a time each, one thread of ONNX Runtime each), then
 * a server is started and clients post the pictures over connections that stay open, each the next
 * one as soon as it has its answer. Then the network is run again, for the machine may have changed
 * meanwhile; and once with decoding and preparing the pictures, which a server has to do, too. The
 * clients and the server share the processors. {@code benchmarks/serve-load} starts it.
 */
public final class ServeLoad {
  private static final int TARGET_BYTES = 200_000;
  private static final int PICTURES = 8;
  private static final int MEMORY_LINES = 12;

  private final int clients;
  private final int seconds;
  private final int bareSeconds;
  private final List<byte[]> pictures = new ArrayList<>();
  private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
  private final List<long[]> times = new ArrayList<>();

  private ServeLoad(int clients, int seconds) {
    this.clients = clients;
    this.seconds = seconds;
    this.bareSeconds = Math.max(5, Math.min(30, seconds / 4));
  }

  /**
   * Measures and prints.
   *
   * @param arguments folder of Melascope, number of clients, seconds, options for {@code serve}
   */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    ServeLoad load = new ServeLoad(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    load.run(home, Arrays.asList(arguments).subList(3, arguments.length));
  }

  private void run(Path home, List<String> serveOptions) throws Exception {
    draw();
    Bundle bundle = Bundle.open(home.resolve("models/melascope-vit-tiny"));
    double before = bare(bundle);
    Process server = start(home, serveOptions);
    double served;
    try {
      served = load(server, address(server));
    } finally {
      server.destroy();
      server.waitFor();
    }
    double after = bare(bundle);
    double bare = (before + after) / 2;
    double alone = withoutServer(bundle);
    print("bare network      %.2f pictures/s (%.2f before, %.2f after)", bare, before, after);
    print("without a server  %.2f pictures/s from bytes to assessments", alone);
    print(
        "server            %.2f pictures/s, %.3f of the bare network, %.3f of what goes without a server",
        served,
        served / bare,
        served / alone);
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /**
   * Lesions in 4:3, as wide as the public dermoscopic archives have them or, if need be, wider until a
   * JPEG of high quality has the bytes that are wanted.
   */
  private void draw() throws IOException {
    int width = 600;
    for (int number = 0; number < PICTURES; number++) {
      byte[] jpeg = draw(number, width);
      while (jpeg.length < TARGET_BYTES) {
        width += 40;
        jpeg = draw(number, width);
      }
      pictures.add(jpeg);
      print("picture %d         %d x %d pixels, %d bytes", number, width, width * 3 / 4, jpeg.length);
    }
  }

  private static byte[] draw(int number, int width) throws IOException {
    SyntheticDataSet lesions = new SyntheticDataSet(PICTURES, 1, width, width * 3 / 4, 0.2, 0.25);
    LesionImage lesion = lesions.lesion(number).draw();
    byte[] rgb = lesion.toRgb();
    BufferedImage image =
        new BufferedImage(lesion.width(), lesion.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < rgb.length / 3; i++) {
      int pixel = (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | (rgb[3 * i + 2] & 0xff);
      image.setRGB(i % lesion.width(), i / lesion.width(), pixel);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    settings.setCompressionQuality(0.98f);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.setOutput(new MemoryCacheImageOutputStream(bytes));
    writer.write(null, new IIOImage(image, null, null), settings);
    writer.dispose();
    return bytes.toByteArray();
  }

  /** Pictures per second that the network answers whose tensors are ready. */
  private double bare(Bundle bundle) throws Exception {
    List<float[]> tensors = new ArrayList<>();
    for (byte[] picture : pictures) {
      tensors.add(
          bundle.description().preprocessing().apply(new ImageReader().read(picture, "")));
    }
    try (Network network = bundle.openNetwork(1)) {
      return rate(i -> network.run(List.of(tensors.get(i % PICTURES))));
    }
  }

  /** Pictures per second where decoding and preparing them is part of the work, as in the server. */
  private double withoutServer(Bundle bundle) throws Exception {
    ImageReader reader = new ImageReader();
    try (Assessor assessor = Assessor.of(bundle, 1)) {
      return rate(i -> assessor.assess(reader.read(pictures.get(i % PICTURES), "")));
    }
  }

  /** How often per second all processors together do something; the first second warms up. */
  private double rate(Work work) throws InterruptedException {
    AtomicLong count = new AtomicLong();
    long begin = System.nanoTime() + 1_000_000_000L;
    long end = begin + bareSeconds * 1_000_000_000L;
    onThreads(
        Runtime.getRuntime().availableProcessors(),
        thread -> {
          for (int i = thread; System.nanoTime() < end; i++) {
            work.run(i);
            if (System.nanoTime() > begin) {
              count.incrementAndGet();
            }
          }
        });
    return count.get() / (double) bareSeconds;
  }

  private interface Work {
    void run(int number) throws Exception;
  }

  private static void onThreads(int number, Work work) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int thread = i;
      threads.add(
          new Thread(
              () -> {
                try {
                  work.run(thread);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static Process start(Path home, List<String> options) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(home.resolve("melascope").toString(), "serve", "--port", "0"));
    command.addAll(options);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static URI address(Process server) throws IOException {
    BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the server did not start");
    }
    return URI.create(line.replaceFirst(".* (http://\\S+) .*", "$1"));
  }

  private double load(Process server, URI address) throws Exception {
    // The code is compiled while it runs; what it does in the first seconds says little.
    int warmUp = Math.min(10, seconds / 2);
    long begin = System.nanoTime() + warmUp * 1_000_000_000L;
    long end = begin + seconds * 1_000_000_000L;
    Thread memory = new Thread(() -> watchMemory(server.pid(), begin, end));
    memory.start();
    onThreads(clients, client -> post(client, address, begin, end));
    memory.join();
    return report();
  }

  private void watchMemory(long pid, long begin, long end) {
    for (int line = 0; line <= MEMORY_LINES; line++) {
      long at = begin + (end - begin) / MEMORY_LINES * line;
      try {
        Thread.sleep(Math.max(0, (at - System.nanoTime()) / 1_000_000));
        print("memory            %4d s  %d MB resident", (at - begin) / 1_000_000_000L, resident(pid));
      } catch (IOException | InterruptedException e) {
        print("memory            unknown: %s", e);
      }
    }
  }

  private static long resident(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("no VmRSS");
  }

  /** One client: picture after picture over one connection. */
  private void post(int client, URI address, long begin, long end) throws Exception {
    List<Long> mine = new ArrayList<>();
    Socket socket = new Socket(address.getHost(), address.getPort());
    InputStream in = new BufferedInputStream(socket.getInputStream());
    for (int i = client; System.nanoTime() < end; i++) {
      long start = System.nanoTime();
      String outcome;
      try {
        send(socket, pictures.get(i % pictures.size()));
        outcome = status(in);
      } catch (IOException e) {
        outcome = "error: " + e.getMessage();
        socket.close();
        socket = new Socket(address.getHost(), address.getPort());
        in = new BufferedInputStream(socket.getInputStream());
      }
      long now = System.nanoTime();
      if (now > begin && now <= end) {
        outcomes.computeIfAbsent(outcome, key -> new LongAdder()).increment();
        if (outcome.equals("200")) {
          mine.add(now - start);
        }
      }
      if (outcome.equals("429")) {
        Thread.sleep(1000);
      }
    }
    socket.close();
    synchronized (times) {
      times.add(mine.stream().mapToLong(Long::longValue).toArray());
    }
  }

  private static void send(Socket socket, byte[] picture) throws IOException {
    String head =
        "POST /api/v1/assessments HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\n"
            + "Content-Length: "
            + picture.length
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(picture);
  }

  /** Reads an answer with a length, and returns its status. */
  private static String status(InputStream in) throws IOException {
    String status = line(in);
    int length = 0;
    for (String field = line(in); !field.isEmpty(); field = line(in)) {
      if (field.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(field.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    return status.split(" ")[1];
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection was closed");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private double report() {
    long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    print("clients           %d, for %d s", clients, seconds);
    print("answers           %s", new TreeMap<>(outcomes));
    if (all.length > 0) {
      print(
          "milliseconds      p50 %.0f, p95 %.0f, p99 %.0f, most %.0f",
          all[all.length / 2] / 1e6,
          all[(int) (all.length * 0.95)] / 1e6,
          all[(int) (all.length * 0.99)] / 1e6,
          all[all.length - 1] / 1e6);
    }
    return all.length / (double) seconds;
  }
}

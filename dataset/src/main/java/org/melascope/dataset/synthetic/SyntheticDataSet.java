package org.melascope.dataset.synthetic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.melascope.dataset.InvalidDataSetException;
import org.melascope.dataset.synthetic.LesionPigment.Look;
import org.melascope.image.PictureFormat;

/**
 * A miniature data set of synthetic lesions in the layout of the public Kaggle sets: {@code
 * train|test/ benign|malignant}, half of each class. It shows that training works; what is learnt
 * from it means nothing clinically.
 *
 * <p>How suspicious a lesion looks (asymmetry, border, colours, diameter) is drawn by class.
 * Everything around it (skin, hair, ruler, vignetting, blur, bubbles) is drawn without regard to
 * the class, so that nothing else tells the classes apart.
 *
 * @param count number of pictures, at least 8
 * @param seed another one draws other pictures
 * @param width of the pictures in pixels; {@code height} likewise
 * @param overlap of the classes' looks: 0 none, 1 no difference between the classes
 * @param testShare share of each class that goes to {@code test}, in (0, 1); at least one picture
 *     goes to either split
 */
public record SyntheticDataSet(
    int count, long seed, int width, int height, double overlap, double testShare) {
  private static final double SPAN = 0.35;

  private record Task(String file, SyntheticLesion lesion) {}

  public SyntheticDataSet {
    if (count < 8 || count > 1_000_000) {
      throw new IllegalArgumentException("count must be from 8 to 1,000,000, not " + count);
    }
    SyntheticLesion.checkShare("overlap", overlap);
    if (!(testShare > 0 && testShare < 1)) {
      throw new IllegalArgumentException("test share must be between 0 and 1, not " + testShare);
    }
  }

  /**
   * A data set of this many pictures of 300x225, a quarter of them for testing, with classes that
   * overlap a little.
   */
  public SyntheticDataSet(int count, long seed) {
    this(count, seed, 300, 225, 0.2, 0.25);
  }

  /**
   * Draws the pictures on all processors and writes them as JPEG, with a note that they are
   * synthetic.
   *
   * @param folder is made; must be empty if it is there
   * @param drawn told the number of pictures written so far after each, from several threads
   * @throws InvalidDataSetException if there is something in the folder
   * @throws IOException if it cannot be written to
   */
  public void write(Path folder, IntConsumer drawn) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new InvalidDataSetException(
            folder + " is not empty: give a new folder for the synthetic pictures");
      }
    }
    Files.writeString(folder.resolve("README.txt"), note());
    List<Task> tasks = tasks();
    for (Task task : tasks) {
      Files.createDirectories(folder.resolve(task.file).resolveSibling(""));
    }
    AtomicInteger done = new AtomicInteger();
    try {
      tasks.parallelStream()
          .forEach(
              task -> {
                write(task, folder);
                drawn.accept(done.incrementAndGet());
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * The lesion with this number: even numbers are benign, odd ones malignant.
   *
   * @param index from 0 to count - 1
   */
  public SyntheticLesion lesion(int index) {
    Noise noise = new Noise(seed).part("picture " + index);
    double low = index % 2 == 0 ? 0 : (1 - SPAN) * (1 - overlap);
    double high = index % 2 == 0 ? SPAN + (1 - SPAN) * overlap : 1;
    double suspicion = Noise.mix(low, high, noise.white(0, 0));
    return new SyntheticLesion(
        (long) (noise.white(1, 0) * Integer.MAX_VALUE),
        width,
        height,
        outline(suspicion, noise.part("outline")),
        pigment(suspicion, noise.part("pigment")),
        scene(noise.part("scene")));
  }

  private static LesionOutline outline(double suspicion, Noise noise) {
    return new LesionOutline(
        0.32 + 0.34 * suspicion + 0.1 * noise.white(0, 0),
        share(suspicion, noise.white(1, 0)),
        share(suspicion, noise.white(2, 0)),
        0.15 + 0.4 * noise.white(3, 0));
  }

  private static LesionPigment pigment(double suspicion, Noise noise) {
    Look look = Look.MELANOCYTIC;
    if (suspicion < SPAN && noise.white(0, 0) < 0.2) {
      look = noise.white(0, 1) < 0.6 ? Look.KERATOSIS : Look.VASCULAR;
    }
    return new LesionPigment(
        look,
        1 + (int) Math.min(5, 5.5 * share(suspicion, noise.white(1, 0))),
        share(suspicion, noise.white(2, 0)),
        0.2 + 0.6 * noise.white(3, 0),
        0.35 * noise.white(4, 0));
  }

  private static LesionScene scene(Noise noise) {
    double tone = noise.white(0, 0);
    double hairiness = noise.white(1, 0);
    return new LesionScene(
        0.75 * tone * tone,
        (int) (16 * hairiness * hairiness),
        noise.white(2, 0) < 0.3 ? (int) (8 * noise.white(3, 0)) : 0,
        noise.white(4, 0) < 0.15,
        noise.white(5, 0) < 0.4 ? noise.white(6, 0) : 0,
        0.3 + noise.white(7, 0));
  }

  /** A parameter near the suspicion, in [0, 1]. */
  private static double share(double suspicion, double white) {
    return Math.max(0, Math.min(1, suspicion + 0.24 * (white - 0.5)));
  }

  private List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      int ofClass = (count + 1 - index % 2) / 2;
      long test = Math.max(1, Math.min(ofClass - 1, Math.round(testShare * ofClass)));
      String split = index / 2 < ofClass - test ? "train" : "test";
      String label = index % 2 == 0 ? "benign" : "malignant";
      String file = String.format(Locale.ROOT, "%s/%s/synthetic-%06d.jpg", split, label, index);
      tasks.add(new Task(file, lesion(index)));
    }
    return tasks;
  }

  private static void write(Task task, Path folder) {
    try {
      Files.write(folder.resolve(task.file), PictureFormat.JPEG.encode(task.lesion.draw()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String note() {
    return """
    Synthetic lesions drawn by Melascope: no patient is shown, and what is learnt or said about
    them means nothing clinically.
    count %d, seed %d, %dx%d, overlap %s, test share %s
    """
        .formatted(count, seed, width, height, overlap, testShare);
  }
}

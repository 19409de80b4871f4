package org.melascope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.melascope.Answers;
import org.melascope.Assessment;
import org.melascope.BatchAssessor;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.diagnosis.Decision;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import org.melascope.image.PictureFiles;
import org.melascope.image.UnreadableImageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code melascope classify}. */
@Command(
    name = "classify",
    description = "Say of each picture how likely its lesion is to be malignant.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Example: melascope classify samples --format csv --output answers.csv",
      "",
      "Of a picture that is not square, the shipped network judges the largest square around its centre.",
      "",
      "CSV columns: image,decision,p_malignant,p_melanoma,mel,nv,bcc,akiec,bkl,df,vasc,reasons,model.",
      "A picture that cannot be read gets the decision ERROR and the reason; the others are answered.",
      "Reasons are names separated by semicolons: blurred, too-dark, overexposed, low-contrast, low-resolution,",
      "no-lesion, lesion-too-small, covered, unlike-known (NOT_ASSESSABLE, without probabilities), both-possible,",
      "turns-disagree (UNCERTAIN), lesion-cut-off, evidence-off-lesion, benign-ruled-out (remarks).",
      "JSON is an array with an object for each picture, as docs/api.md describes it.",
      "",
      "Exit codes: 0 all pictures were answered, 1 some were not or there was none, 2 wrong usage,",
      "3 the bundle is unusable."
    })
final class ClassifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..*",
      paramLabel = "IMAGE|DIR",
      description =
          "Pictures, or folders of pictures: files in them that end in jpg, jpeg, png, webp, tif, tiff, bmp "
              + "or gif, by name. (What ends like a picture that is not read, such as heic, is answered with ERROR.)")
  private List<Path> inputs = new ArrayList<>();

  @Option(names = "--recursive", description = "Look into the folders within folders, too.")
  private boolean recursive;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or csv. Default: ${DEFAULT-VALUE}.")
  private AnswerWriter.Format format = AnswerWriter.Format.TEXT;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write the answers into this file, in UTF-8. Default: standard output.")
  private @Nullable Path output;

  @Option(
      names = "--heat-map",
      paramLabel = "DIR",
      description =
          "Write for each picture a PNG into this folder that shows what in it spoke for (orange) and "
              + "against (blue) its most likely diagnosis.")
  private @Nullable Path heatMap;

  @Option(
      names = "--sensitivity",
      paramLabel = "S",
      description =
          "Call lesions suspicious so that this share of the malignant ones is found, from 0.80 to 0.99. "
              + "Default: what the bundle says, usually 0.95.")
  private @Nullable Double sensitivity;

  @Option(
      names = "--thorough",
      description =
          "Answer with the mean over the eight turned and mirrored views of each picture, and call the answer "
              + "uncertain where they differ much. Takes eight times as long.")
  private boolean thorough;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many processors to use. Default: all.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private ModelOption model = new ModelOption();

  private int failed;

  @Override
  public Integer call() throws IOException, UnusableBundleException {
    if (threads < 1) {
      throw new ParameterException(spec.commandLine(), "--threads must be at least 1");
    }
    Bundle bundle = model.open();
    OperatingPoint point = point(bundle);
    List<Path> pictures = pictures();
    if (pictures.isEmpty()) {
      return 1;
    }
    checkOutput(pictures);
    Optional<HeatMapFiles> heatMaps = heatMapFiles(pictures, bundle);
    if (format != AnswerWriter.Format.TEXT) {
      err().println(Assessment.NOTICE);
      if (bundle.gates().isEmpty()) {
        err().println(Assessment.NO_GATES);
      }
    }
    if (output == null) {
      classify(pictures, bundle, point, heatMaps, spec.commandLine().getOut());
    } else {
      try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(output))) {
        classify(pictures, bundle, point, heatMaps, file);
      }
    }
    return failed == 0 ? 0 : 1;
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private OperatingPoint point(Bundle bundle) {
    double wanted = sensitivity == null ? bundle.description().defaultSensitivity() : sensitivity;
    try {
      return bundle.description().operatingCurve().at(wanted);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--sensitivity: " + e.getMessage(), e);
    }
  }

  private List<Path> pictures() throws IOException {
    List<Path> pictures = new ArrayList<>();
    for (Path input : inputs) {
      if (!Files.isDirectory(input)) {
        pictures.add(input);
        continue;
      }
      List<Path> found = PictureFiles.in(input, recursive);
      if (found.isEmpty()) {
        failed++;
        err()
            .println(
                "melascope: "
                    + input
                    + ": there is no picture in this folder"
                    + (recursive ? "" : "; --recursive looks into the folders within"));
      }
      pictures.addAll(found);
    }
    return pictures;
  }

  /** Nobody's picture is written over, though a pattern such as *.jpg names it. */
  private void checkOutput(List<Path> pictures) throws IOException {
    if (output == null) {
      return;
    }
    boolean isPicture = PictureFiles.namesPicture(output.toString());
    for (Path picture : pictures) {
      isPicture |=
          Files.exists(output) && Files.exists(picture) && Files.isSameFile(output, picture);
    }
    if (isPicture) {
      throw new ParameterException(
          spec.commandLine(), "--output: " + output + " is a picture; name another file");
    }
  }

  private Optional<HeatMapFiles> heatMapFiles(List<Path> pictures, Bundle bundle)
      throws IOException {
    if (heatMap == null) {
      return Optional.empty();
    }
    for (Path input : inputs) {
      if (Files.isDirectory(input) && isLookedInto(input, heatMap)) {
        throw new ParameterException(
            spec.commandLine(),
            "--heat-map: "
                + heatMap
                + " is, or lies in, a folder of pictures, and next time they would be taken for some; "
                + "name another one");
      }
    }
    return Optional.of(new HeatMapFiles(heatMap, pictures, bundle.description().preprocessing()));
  }

  /** Whether what is in one folder is found by looking for pictures in another. */
  private boolean isLookedInto(Path folder, Path other) throws IOException {
    Path looked = folder.toRealPath();
    Path within = real(other);
    if (!recursive || !within.startsWith(looked)) {
      return within.equals(looked);
    }
    for (Path name : looked.relativize(within)) {
      if (PictureFiles.isHidden(name.toString())) {
        return false;
      }
    }
    return true;
  }

  /** The real path of what need not be there yet. */
  private static Path real(Path path) throws IOException {
    Path full = path.toAbsolutePath().normalize();
    Path there = full;
    while (!Files.exists(there)) {
      there = Objects.requireNonNull(there.getParent(), "the root is there");
    }
    return there.toRealPath().resolve(there.relativize(full));
  }

  private void classify(
      List<Path> pictures,
      Bundle bundle,
      OperatingPoint point,
      Optional<HeatMapFiles> heatMaps,
      PrintWriter out)
      throws IOException, UnusableBundleException {
    try (BatchAssessor assessor =
            BatchAssessor.open(
                bundle, point.targetSensitivity(), thorough, threads, pictures.size());
        AnswerWriter writer = format.open(out, bundle.description(), point, pictures.size());
        Shown shown = new Shown(writer, heatMaps, progress(pictures.size()))) {
      // Heat maps are drawn over the picture as it is.
      ImageReader reader =
          heatMaps.isPresent()
              ? new ImageReader()
              : ImageReader.forNetwork(bundle.description().preprocessing());
      assessor.assess(pictures, reader::read, shown);
    }
  }

  private Optional<Progress> progress(int pictures) {
    return pictures > TextAnswers.FEW
        ? Optional.of(new Progress("classify", pictures, err()))
        : Optional.empty();
  }

  /** Hands answers on to the writer and counts them. */
  private final class Shown implements Answers<Path>, AutoCloseable {
    private final AnswerWriter writer;
    private final Optional<HeatMapFiles> heatMaps;
    private final Optional<Progress> progress;

    Shown(AnswerWriter writer, Optional<HeatMapFiles> heatMaps, Optional<Progress> progress) {
      this.writer = writer;
      this.heatMaps = heatMaps;
      this.progress = progress;
    }

    @Override
    public void atHand(Path picture, LesionImage image, Assessment assessment) throws IOException {
      if (heatMaps.isPresent() && assessment.decision() != Decision.NOT_ASSESSABLE) {
        heatMaps.get().write(picture, image, assessment);
      }
    }

    @Override
    public void assessed(Path picture, Assessment assessment) throws IOException {
      makeWay();
      Optional<String> heatMap =
          heatMaps
              .filter(files -> assessment.decision() != Decision.NOT_ASSESSABLE)
              .map(files -> files.of(picture).toString());
      writer.assessed(picture.toString(), assessment, heatMap);
      progress.ifPresent(Progress::step);
    }

    @Override
    public void unreadable(Path picture, UnreadableImageException reason) throws IOException {
      failed++;
      makeWay();
      writer.unreadable(picture.toString(), reason.explanation());
      progress.ifPresent(Progress::step);
    }

    private void makeWay() {
      if (output == null) {
        progress.ifPresent(Progress::makeWay);
      }
    }

    @Override
    public void close() {
      progress.ifPresent(Progress::close);
    }
  }
}

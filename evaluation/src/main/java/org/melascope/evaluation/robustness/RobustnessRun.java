package org.melascope.evaluation.robustness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.melascope.Answers;
import org.melascope.Assessment;
import org.melascope.BatchAssessor;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.LabelledPicture;
import org.melascope.evaluation.BundleEvaluation;
import org.melascope.evaluation.GatedPicture;
import org.melascope.evaluation.Prediction;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import org.melascope.image.UnreadableImageException;

/**
 * The passes of a bundle over pictures as they are and changed. A picture as it is is read as for
 * {@link BundleEvaluation}, so that the answers are the same: of a large JPEG no more is decoded
 * than the network sees. Changes need the whole picture, which is read once for all of them; beside
 * the change itself their answers then hold what {@link ImageReader#forNetwork} says that the
 * smaller picture makes of it. Both are assessed the way of {@code classify}.
 *
 * @param plain what the bundle says of the pictures as they are
 * @param robustness what the changes did to the pictures that can be read both ways
 */
public record RobustnessRun(BundleEvaluation plain, Robustness robustness) {
  /** How often each picture is assessed. */
  public static final int PASSES = 1 + Perturbation.ALL.size();

  /**
   * Assesses pictures.
   *
   * @param threads how many threads work, at least 1
   * @param answered called after each of the {@link #PASSES} answers for a picture
   * @throws UnusableBundleException if the network does not fit the bundle
   */
  public static RobustnessRun of(
      Bundle bundle, List<LabelledPicture> pictures, int threads, Runnable answered)
      throws UnusableBundleException {
    Collected answers = new Collected(answered);
    double sensitivity = bundle.description().defaultSensitivity();
    long total = (long) pictures.size() * PASSES;
    try (BatchAssessor assessor = BatchAssessor.open(bundle, sensitivity, threads, total)) {
      ImageReader reader = ImageReader.forNetwork(bundle.description().preprocessing());
      assessor.assess(() -> items(pictures).iterator(), item -> item.read(reader), answers);
    } catch (IOException e) {
      throw new UncheckedIOException("interrupted", e);
    }
    List<DecidedPicture> plain = answers.takePlain();
    return new RobustnessRun(
        BundleEvaluation.of(
            bundle.description(),
            plain.stream().map(DecidedPicture::prediction).toList(),
            answers.unreadable,
            answers.gated),
        answers.robustness(plain, bundle.description().defaultPoint().threshold()));
  }

  /** All that is done with a picture comes one after another, so that few pictures are held. */
  private static Stream<Item> items(List<LabelledPicture> pictures) {
    return pictures.stream()
        .flatMap(
            picture -> {
              OnePicture file = new OnePicture(picture);
              return perturbations().map(perturbation -> new Item(file, perturbation));
            });
  }

  private static Stream<Perturbation> perturbations() {
    return Stream.concat(Stream.of(Perturbation.NONE), Perturbation.ALL.stream());
  }

  /** A picture and one way to change it. */
  private record Item(OnePicture file, Perturbation perturbation) {
    LesionImage read(ImageReader asItIs) throws UnreadableImageException {
      return perturbation.equals(Perturbation.NONE)
          ? asItIs.read(file.labelled.file())
          : perturbation.change().apply(file.read());
    }
  }

  /** A picture that is read whole when it is first needed, by whichever thread, and then kept. */
  private static final class OnePicture {
    private final LabelledPicture labelled;
    private @Nullable LesionImage picture;

    OnePicture(LabelledPicture labelled) {
      this.labelled = labelled;
    }

    synchronized LesionImage read() throws UnreadableImageException {
      LesionImage read = picture;
      if (read == null) {
        read = new ImageReader().read(labelled.file());
        picture = read;
      }
      return read;
    }
  }

  private static final class Collected implements Answers<Item> {
    private final Map<Perturbation, List<DecidedPicture>> answers = new LinkedHashMap<>();
    private final List<String> unreadable = new ArrayList<>();
    private final List<GatedPicture> gated = new ArrayList<>();
    private final Runnable answered;

    Collected(Runnable answered) {
      this.answered = answered;
      perturbations().forEach(perturbation -> answers.put(perturbation, new ArrayList<>()));
    }

    List<DecidedPicture> takePlain() {
      return Optional.ofNullable(answers.remove(Perturbation.NONE)).orElseThrow();
    }

    /** Of the pictures that every pass could read. */
    Robustness robustness(List<DecidedPicture> plain, double threshold) {
      Set<String> everywhere = names(plain);
      answers.values().forEach(pass -> everywhere.retainAll(names(pass)));
      Map<Perturbation, List<DecidedPicture>> changed = new LinkedHashMap<>();
      answers.forEach((change, pass) -> changed.put(change, of(everywhere, pass)));
      return Robustness.of(of(everywhere, plain), changed, threshold);
    }

    private static Set<String> names(List<DecidedPicture> pass) {
      return pass.stream()
          .map(answer -> answer.prediction().picture())
          .collect(Collectors.toCollection(HashSet::new));
    }

    private static List<DecidedPicture> of(Set<String> names, List<DecidedPicture> pass) {
      return pass.stream().filter(answer -> names.contains(answer.prediction().picture())).toList();
    }

    @Override
    public void assessed(Item item, Assessment assessment) {
      Prediction prediction = Prediction.of(item.file.labelled, assessment.distribution());
      Optional.ofNullable(answers.get(item.perturbation))
          .orElseThrow()
          .add(DecidedPicture.of(prediction, assessment));
      if (item.perturbation.equals(Perturbation.NONE)) {
        GatedPicture.of(prediction, assessment).ifPresent(gated::add);
      }
      answered.run();
    }

    @Override
    public void unreadable(Item item, UnreadableImageException reason) {
      if (item.perturbation.equals(Perturbation.NONE)) {
        unreadable.add(item.file.labelled.name() + ": " + reason.explanation());
      }
      answered.run();
    }
  }
}

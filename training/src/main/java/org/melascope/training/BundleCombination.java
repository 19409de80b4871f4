package org.melascope.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.DataSet;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.evaluation.fitting.BundleFitting;
import org.melascope.evaluation.fitting.FittedBundle;
import org.melascope.evaluation.fitting.FittingProgress;
import org.melascope.evaluation.report.ModelCard;
import org.melascope.image.Preprocessing;
import org.melascope.training.TrainingPlan.NetworkPlan;
import org.melascope.training.backbone.Backbone;
import org.melascope.training.onnx.OnnxExport;
import org.melascope.training.weights.Weights;

/**
 * From several bundles to one. As an ensemble their networks answer together: its logits are the
 * mean of theirs, each divided by the temperature of its own calibration, so that no network counts
 * more for being bolder. As a soup they become one network, whose weights are the mean of theirs.
 * All that a bundle holds beside is fitted anew. Nothing here looks at a test picture.
 */
public final class BundleCombination {
  private final Combination combination;
  private final DataSet data;
  private final FittingProgress progress;

  /** A combination fitted on the validation pictures of this data set. */
  public BundleCombination(Combination combination, DataSet data, FittingProgress progress) {
    this.combination = combination;
    this.data = data;
    this.progress = progress;
  }

  /**
   * A bundle to be combined with others.
   *
   * @param folder of a bundle of one network
   * @param closeup whether the network, a convolutional one, looks at every picture a second time:
   *     at its middle, enlarged and turned by half a turn
   */
  public record Source(Path folder, boolean closeup) {}

  private record Part(
      Path folder,
      BundleDescription description,
      OnnxExport.Member member,
      Optional<TrainingPlan> plan) {}

  /**
   * Combines bundles of one network each and writes the bundle of all.
   *
   * @param sources the bundles; the first one's embedding and grid are those of the whole
   * @param out folder of the new bundle
   * @param release what it is called and may be used for
   * @throws IOException if a file cannot be read or written
   * @throws UnusableBundleException if one of the bundles cannot be used
   * @throws IllegalArgumentException if there are fewer than two, or they do not go together; names
   *     the bundle
   */
  public BundleDescription run(List<Source> sources, Path out, BundleFitting.Release release)
      throws IOException, UnusableBundleException {
    if (sources.size() < 2) {
      throw new IllegalArgumentException("give at least two bundles to combine");
    }
    List<Part> parts = new ArrayList<>();
    for (Source source : sources) {
      if (source.closeup() && combination == Combination.SOUP) {
        throw new IllegalArgumentException(
            source.folder() + " cannot look at a close-up: of a soup there is one network left");
      }
      parts.add(part(source, sources.size()));
    }
    BundleDescription first = parts.get(0).description();
    for (Part part : parts) {
      if (!takesAlike(part.description().preprocessing(), first.preprocessing())) {
        throw new IllegalArgumentException(
            "%s prepares pictures in another way than %s: they cannot answer together"
                .formatted(part.folder(), parts.get(0).folder()));
      }
    }
    byte[] onnx = combination == Combination.SOUP ? soup(parts) : ensemble(parts);
    Optional<TrainingPlan> plan = plan(parts);
    FittedBundle fitted =
        new BundleFitting(data, progress)
            .fit(onnx, first.preprocessing(), release, training(parts));
    fitted.write(out, onnx, progress);
    for (int i = 0; i < parts.size(); i++) {
      EpochLog.copyAll(
          parts.get(i).folder().resolve(Bundle.EVALUATION), out.resolve(Bundle.EVALUATION), i + 1);
    }
    if (plan.isPresent()) {
      plan.get().write(out);
    }
    ModelCard.of(fitted.description(), out).write(out);
    return fitted.description();
  }

  private static byte[] ensemble(List<Part> parts) {
    return OnnxExport.of(parts.stream().map(Part::member).toList(), Diagnosis.ALL.size());
  }

  private static byte[] soup(List<Part> parts) {
    Backbone backbone = parts.get(0).member().backbone();
    for (Part part : parts) {
      if (!part.member().backbone().equals(backbone)) {
        throw new IllegalArgumentException(
            "%s is a %s, %s a %s: only networks of one kind can be averaged"
                .formatted(
                    part.folder(),
                    part.member().backbone().name(),
                    parts.get(0).folder(),
                    backbone.name()));
      }
    }
    Weights mean = Weights.mean(parts.stream().map(part -> part.member().weights()).toList());
    return OnnxExport.of(backbone, mean, Diagnosis.ALL.size());
  }

  /** Apart from the framing, which is chosen anew. */
  static boolean takesAlike(Preprocessing one, Preprocessing other) {
    return one.size() == other.size()
        && one.mean().equals(other.mean())
        && one.deviation().equals(other.deviation());
  }

  private static Part part(Source source, int parts) throws IOException, UnusableBundleException {
    Path folder = source.folder();
    BundleNetwork network = BundleNetwork.of(folder);
    BundleQuantisation.requireFloats(folder, network.description());
    double share = 1 / (parts * network.description().calibration().temperature());
    return new Part(
        folder,
        network.description(),
        new OnnxExport.Member(network.backbone(), network.weights(), share, source.closeup()),
        TrainingPlan.of(folder));
  }

  private BundleDescription.Training training(List<Part> parts) {
    boolean soup = combination == Combination.SOUP;
    List<Object> members = new ArrayList<>();
    for (Part part : parts) {
      BundleDescription.Training training = part.description().training();
      Map<String, Object> member = new LinkedHashMap<>();
      member.put("bundle", part.description().identity());
      member.put("share", soup ? 1.0 / parts.size() : part.member().share());
      if (part.member().closeup()) {
        member.put("closeup", true);
      }
      member.put("startedFrom", training.startedFrom());
      member.put("seconds", training.seconds());
      member.put("recipe", training.recipe());
      members.add(member);
    }
    BundleDescription.Training first = parts.get(0).description().training();
    Map<String, Object> recipe = new LinkedHashMap<>();
    if (soup) {
      recipe.put("backbone", first.recipe().get("backbone"));
    }
    recipe.put("members", members);
    return new BundleDescription.Training(
        soup
            ? first.backbone()
            : String.join(
                "+", parts.stream().map(part -> part.member().backbone().name()).toList()),
        combination.name().toLowerCase(Locale.ROOT),
        String.join(", ", parts.stream().map(part -> part.description().identity()).toList()),
        first.seed(),
        parts.stream().mapToDouble(part -> part.description().training().seconds()).sum(),
        recipe);
  }

  /**
   * The plans of all networks, if all have one of one network (a soup's is of several, which no
   * plan of several can hold); what one of the others was the start of, too.
   */
  private Optional<TrainingPlan> plan(List<Part> parts) {
    Map<String, NetworkPlan> byModel = new HashMap<>();
    List<NetworkPlan> networks = new ArrayList<>();
    for (Part part : parts) {
      if (part.plan().isEmpty() || part.plan().get().networks().size() > 1) {
        return Optional.empty();
      }
      NetworkPlan network =
          part.plan().get().networks().get(0).withCloseup(part.member().closeup());
      NetworkPlan before = byModel.get(network.startSha256());
      NetworkPlan whole = before == null ? network : network.precededBy(before);
      byModel.put(part.description().network().sha256(), whole);
      networks.add(whole);
    }
    return Optional.of(new TrainingPlan(combination, Precision.FLOAT32, networks));
  }
}

package org.melascope.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.diagnosis.Calibration;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.OperatingCurve;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.diagnosis.Proportion;
import org.melascope.gates.ConformalPrediction;
import org.melascope.gates.Novelty;
import org.melascope.gates.QualityLimits;
import org.melascope.gates.Reason;
import org.melascope.image.Framing;
import org.melascope.image.Preprocessing;
import org.melascope.training.backbone.VitConfiguration;
import org.melascope.training.onnx.OnnxExport;
import org.melascope.training.weights.Tensor;
import org.melascope.training.weights.Weights;

/** Bundles of networks whose weights are drawn at random: they answer, and mean nothing. */
final class TinyBundle {
  /** Small enough for every test. */
  static final VitConfiguration TINY = new VitConfiguration("test", 32, 8, 24, 2, 3, 48);

  private static final int OUTPUTS = Diagnosis.ALL.size();

  private TinyBundle() {}

  /** Writes a bundle with a network of 32 x 32 pixels. */
  static Path write(Path folder) {
    return write(folder, TINY);
  }

  /** Writes a bundle with a network of this shape. */
  static Path write(Path folder, VitConfiguration shape) {
    byte[] onnx = OnnxExport.of(shape, weights(shape), OUTPUTS);
    try {
      Novelty novelty = novelty(shape.width());
      Bundle.write(folder, description(shape, Bundle.sha256(onnx), novelty), onnx, novelty);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  private static BundleDescription description(
      VitConfiguration shape, String sha256, Novelty novelty) {
    return new BundleDescription(
        BundleDescription.FORMAT_VERSION,
        "random-test",
        "1",
        "2026-11-23",
        "Tests of the program. The weights are random: it must not be asked about anybody's skin.",
        "Apache-2.0",
        new BundleDescription.NetworkFile(Bundle.MODEL, sha256),
        Diagnosis.ALL.stream().map(Diagnosis::code).toList(),
        new Preprocessing(
            shape.imageSize(), Framing.CENTRE, 1, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5)),
        new Calibration(1.5),
        new OperatingCurve(List.of(point(0.90, 0.60, 180, 700), point(0.95, 0.45, 190, 600))),
        0.95,
        Optional.of(gates(novelty)),
        List.of(
            new BundleDescription.DataUse(
                "nothing: the weights are random", "0".repeat(64), Map.of("none/train", 0))),
        new BundleDescription.Training(
            shape.name(), "scratch", "random weights", 11, 0, Map.of("epochs", 0)));
  }

  /** Gates that let nearly every picture pass. */
  private static BundleDescription.GateLimits gates(Novelty novelty) {
    Map<String, Double> limits = new TreeMap<>();
    for (Reason reason : Reason.OF_QUALITY) {
      limits.put(reason.code(), reason.above() ? 2.0 : -1.0);
    }
    return new BundleDescription.GateLimits(
        new QualityLimits(limits),
        new BundleDescription.NoveltyFile(Bundle.NOVELTY, Bundle.sha256(novelty.toBytes()), 1000),
        new ConformalPrediction(
            List.of(
                new ConformalPrediction.Level(0.90, 0.6, 0.4),
                new ConformalPrediction.Level(0.95, 0.5, 0.5)),
            0.90),
        new BundleDescription.ViewLimit(1),
        "made-up/validation");
  }

  /** Distances from the origin. */
  private static Novelty novelty(int width) {
    float[] identity = new float[width * (width + 1) / 2];
    for (int row = 0; row < width; row++) {
      identity[row * (row + 3) / 2] = 1;
    }
    return new Novelty(List.of(new Novelty.Group(new float[width], identity)));
  }

  private static OperatingPoint point(double target, double threshold, long found, long spared) {
    return new OperatingPoint(
        target,
        threshold,
        Proportion.wilson(found, 200),
        Proportion.wilson(found / 2, 100),
        Proportion.wilson(spared, 1000),
        "made-up/validation");
  }

  private static Weights weights(VitConfiguration c) {
    Random random = new Random(11);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("cls_token", noise(random, 0.1, 1, 1, c.width()));
    tensors.put("pos_embed", noise(random, 0.1, 1, c.patches() + 1, c.width()));
    tensors.put(
        "patch_embed.proj.weight", noise(random, 0.1, c.width(), 3, c.patchSize(), c.patchSize()));
    tensors.put("patch_embed.proj.bias", noise(random, 0.1, c.width()));
    for (int block = 0; block < c.depth(); block++) {
      String prefix = "blocks." + block + ".";
      norm(tensors, prefix + "norm1", c.width());
      layer(tensors, random, prefix + "attn.qkv", c.width(), 3 * c.width());
      layer(tensors, random, prefix + "attn.proj", c.width(), c.width());
      norm(tensors, prefix + "norm2", c.width());
      layer(tensors, random, prefix + "mlp.fc1", c.width(), c.hidden());
      layer(tensors, random, prefix + "mlp.fc2", c.hidden(), c.width());
    }
    norm(tensors, "norm", c.width());
    tensors.put("head.weight", noise(random, 1, OUTPUTS, c.width()));
    tensors.put("head.bias", noise(random, 0.5, OUTPUTS));
    return new Weights(tensors);
  }

  private static void norm(Map<String, Tensor> tensors, String name, int width) {
    float[] ones = new float[width];
    Arrays.fill(ones, 1);
    tensors.put(name + ".weight", Tensor.of(ones, width));
    tensors.put(name + ".bias", Tensor.of(new float[width], width));
  }

  private static void layer(
      Map<String, Tensor> tensors, Random random, String name, int inputs, int outputs) {
    tensors.put(name + ".weight", noise(random, 1 / Math.sqrt(inputs), outputs, inputs));
    tensors.put(name + ".bias", noise(random, 0.1, outputs));
  }

  private static Tensor noise(Random random, double deviation, long... shape) {
    int length = 1;
    for (long size : shape) {
      length = Math.multiplyExact(length, (int) size);
    }
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return Tensor.of(values, shape);
  }
}

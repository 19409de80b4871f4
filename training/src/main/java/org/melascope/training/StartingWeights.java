package org.melascope.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.melascope.bundle.Bundle;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.training.backbone.Backbone;
import org.melascope.training.backbone.TrainableNetwork;
import org.melascope.training.onnx.OnnxExport;
import org.melascope.training.onnx.OnnxWeights;
import org.melascope.training.weights.Safetensors;
import org.melascope.training.weights.TorchvisionNames;
import org.melascope.training.weights.Weights;

/**
 * What a training starts from.
 *
 * @param name of the file, without an absolute path, or how they were drawn
 * @param sha256 of the file, in lower-case hex; empty for weights drawn at random
 * @param weights under timm's names
 */
public record StartingWeights(String name, String sha256, Weights weights) {

  /** In words, with the hash, fit to be written into a bundle. */
  public String description() {
    return sha256.isEmpty() ? name : name + ", SHA-256 " + sha256;
  }

  /** Whether they tell the seven diagnoses apart already, and so need no new head. */
  public boolean tellDiagnoses(Backbone configuration) {
    return TrainableNetwork.hasHead(configuration, weights, Diagnosis.ALL.size());
  }

  /** Weights drawn at random. */
  public static StartingWeights random(Backbone configuration, long seed) {
    return new StartingWeights(
        randomName(seed),
        "",
        TrainableNetwork.randomWeights(configuration, Diagnosis.ALL.size(), seed));
  }

  static String randomName(long seed) {
    return "random weights, seed " + seed;
  }

  /** The file that holds the weights: itself, or that of a bundle. */
  private static Path file(Path fileOrBundle) throws IOException {
    Path file = Files.isDirectory(fileOrBundle) ? fileOrBundle.resolve(Bundle.MODEL) : fileOrBundle;
    if (!Files.exists(file)) {
      throw new IOException(file + ": there is no such file; check its name");
    }
    return file;
  }

  /**
   * SHA-256 of the file that {@link #read} would read.
   *
   * @throws IOException naming the file, if it cannot be read
   */
  static String sha256(Path fileOrBundle) throws IOException {
    return Bundle.sha256(Files.readAllBytes(file(fileOrBundle)));
  }

  /**
   * Reads weights from a safetensors file with timm's or torchvision's names, an ONNX file of ours,
   * or a bundle's folder.
   *
   * @param backbone the network to find among those of a file that holds several
   * @throws IOException if it cannot be read, is none of these, or holds several networks and none
   *     of this backbone; names the file
   */
  public static StartingWeights read(Path file, Backbone backbone) throws IOException {
    Path weights = file(file);
    String name = String.valueOf(weights.getFileName());
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    Weights read =
        switch (ending) {
          case "safetensors" -> torchvision(weights, Safetensors.read(weights));
          case "onnx" -> OnnxWeights.read(weights);
          default ->
              throw new IOException(
                  file
                      + " holds no weights: give a .safetensors file, an .onnx file or a bundle's folder");
        };
    String from = Files.isDirectory(file) ? file.getFileName() + "/" + name : name;
    return new StartingWeights(from, sha256(file), member(file, read, backbone));
  }

  private static Weights torchvision(Path file, Weights weights) throws IOException {
    try {
      return TorchvisionNames.translated(weights);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static Weights member(Path file, Weights weights, Backbone backbone) throws IOException {
    Weights member = weights.within(OnnxExport.prefix(0));
    if (member.tensors().isEmpty()) {
      return weights;
    }
    for (int i = 1; !member.tensors().isEmpty(); i++) {
      if (TrainableNetwork.isOf(backbone, member)) {
        return member;
      }
      member = weights.within(OnnxExport.prefix(i));
    }
    throw new IOException(
        file + " holds several networks, but no " + backbone.name() + ": give another --backbone");
  }
}

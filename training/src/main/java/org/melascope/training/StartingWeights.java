package org.melascope.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.melascope.bundle.Bundle;
import org.melascope.diagnosis.Diagnosis;

/**
 * What a training starts from.
 *
 * @param description in words with a hash, fit to be written into a bundle: no absolute path
 * @param weights under timm's names
 */
public record StartingWeights(String description, Weights weights) {

  /** Whether they tell the seven diagnoses apart already, and so need no new head. */
  public boolean tellDiagnoses(Backbone configuration) {
    return TrainableNetwork.hasHead(configuration, weights, Diagnosis.ALL.size());
  }

  /** Weights drawn at random. */
  public static StartingWeights random(Backbone configuration, long seed) {
    return new StartingWeights(
        "random weights, seed " + seed,
        TrainableNetwork.randomWeights(configuration, Diagnosis.ALL.size(), seed));
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
    Path weights = Files.isDirectory(file) ? file.resolve(Bundle.MODEL) : file;
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
    String sha256 = Bundle.sha256(Files.readAllBytes(weights));
    String from = Files.isDirectory(file) ? file.getFileName() + "/" + name : name;
    return new StartingWeights(from + ", SHA-256 " + sha256, member(file, read, backbone));
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

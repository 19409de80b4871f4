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
  public boolean tellDiagnoses(VitConfiguration configuration) {
    return VisionTransformer.hasHead(configuration, weights, Diagnosis.ALL.size());
  }

  /** Weights drawn at random. */
  public static StartingWeights random(VitConfiguration configuration, long seed) {
    return new StartingWeights(
        "random weights, seed " + seed,
        VisionTransformer.randomWeights(configuration, Diagnosis.ALL.size(), seed));
  }

  /**
   * Reads weights from a safetensors file, an ONNX file of ours, or a bundle's folder.
   *
   * @throws IOException if it cannot be read or is none of these; names the file
   */
  public static StartingWeights read(Path file) throws IOException {
    Path weights = Files.isDirectory(file) ? file.resolve(Bundle.MODEL) : file;
    String name = String.valueOf(weights.getFileName());
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    Weights read =
        switch (ending) {
          case "safetensors" -> Safetensors.read(weights);
          case "onnx" -> OnnxWeights.read(weights);
          default ->
              throw new IOException(
                  file
                      + " holds no weights: give a .safetensors file, an .onnx file or a bundle's folder");
        };
    String sha256 = Bundle.sha256(Files.readAllBytes(weights));
    String from = Files.isDirectory(file) ? file.getFileName() + "/" + name : name;
    return new StartingWeights(from + ", SHA-256 " + sha256, read);
  }
}

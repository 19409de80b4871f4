package org.melascope.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.melascope.Assessment;
import org.melascope.Assessor;
import org.melascope.bundle.Bundle;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import org.melascope.image.Preprocessing;
import org.melascope.network.Network;

/** What a benchmark works with: pictures as files, decoded and prepared, and the network. */
final class Subject {
  final Preprocessing preprocessing;
  final ImageReader reader;
  final Network network;
  final Assessor assessor;
  final MatrixProduct product;
  final List<byte[]> files = DrawnPictures.draw();
  final List<LesionImage> pictures = new ArrayList<>();
  final List<float[]> samples = new ArrayList<>();
  final List<float[]> tensors = new ArrayList<>();
  final List<Assessment> assessments = new ArrayList<>();
  private int next;

  private Subject(int threads) throws Exception {
    Bundle bundle = Checkout.bundle();
    preprocessing = bundle.description().preprocessing();
    reader = ImageReader.forNetwork(preprocessing);
    network = bundle.openNetwork(threads);
    assessor = Assessor.of(bundle, threads);
    product = new MatrixProduct(threads);
    for (byte[] file : files) {
      LesionImage picture = reader.read(file, "");
      pictures.add(picture);
      samples.add(preprocessing.samples(picture));
      tensors.add(preprocessing.apply(picture));
      assessments.add(assessor.assess(picture));
    }
  }

  /**
   * Draws the pictures and opens the network.
   *
   * @param threads that work on one picture
   */
  static Subject of(int threads) {
    try {
      return new Subject(threads);
    } catch (Exception e) {
      throw new IllegalStateException("nothing can be measured: " + e.getMessage(), e);
    }
  }

  /** The number of the next picture: each in its turn. */
  int next() {
    next = (next + 1) % files.size();
    return next;
  }
}

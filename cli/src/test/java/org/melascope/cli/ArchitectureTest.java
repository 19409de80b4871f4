package org.melascope.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.melascope.dataset.LabelledPicture;
import org.melascope.image.LesionImage;

/** Holds the arrows of ARCHITECTURE.md: who may use whom. This module sees all the others. */
class ArchitectureTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.melascope");

  @Test
  void modulesUseOnlyWhatTheArrowsAllow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.melascope..")
        .layer("core")
        .definedBy(
            "org.melascope",
            "org.melascope.image..",
            "org.melascope.network..",
            "org.melascope.diagnosis..",
            "org.melascope.gates..",
            "org.melascope.bundle..")
        .layer("dataset")
        .definedBy("org.melascope.dataset..")
        .optionalLayer("evaluation")
        .definedBy("org.melascope.evaluation..")
        .optionalLayer("training")
        .definedBy("org.melascope.training..")
        .layer("server")
        .definedBy("org.melascope.server..")
        .layer("batch")
        .definedBy("org.melascope.batch..")
        .layer("cli")
        .definedBy("org.melascope.cli..")
        .whereLayer("core")
        .mayNotAccessAnyLayer()
        .whereLayer("dataset")
        .mayOnlyAccessLayers("core")
        .whereLayer("evaluation")
        .mayOnlyAccessLayers("dataset", "core")
        .whereLayer("training")
        .mayOnlyAccessLayers("evaluation", "dataset", "core")
        .whereLayer("server")
        .mayOnlyAccessLayers("core")
        .whereLayer("batch")
        .mayOnlyAccessLayers("core")
        .whereLayer("cli")
        .mayOnlyAccessLayers("batch", "server", "training", "evaluation", "dataset", "core")
        .ensureAllClassesAreContainedInArchitecture()
        .check(PRODUCT);
  }

  /**
   * An image knows no network, a network no diagnosis; a bundle holds all three, an assessment uses
   * all.
   */
  @Test
  void roomsOfTheCoreUseOnlyWhatTheirPurposeNeeds() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.melascope..")
        .layer("assessment")
        .definedBy(inCoreItself())
        .layer("bundle")
        .definedBy("org.melascope.bundle..")
        .layer("gates")
        .definedBy("org.melascope.gates..")
        .layer("image")
        .definedBy("org.melascope.image..")
        .layer("network")
        .definedBy("org.melascope.network..")
        .layer("diagnosis")
        .definedBy("org.melascope.diagnosis..")
        .whereLayer("image")
        .mayNotAccessAnyLayer()
        .whereLayer("network")
        .mayNotAccessAnyLayer()
        .whereLayer("diagnosis")
        .mayNotAccessAnyLayer()
        .whereLayer("gates")
        .mayNotAccessAnyLayer()
        .whereLayer("bundle")
        .mayOnlyAccessLayers("image", "network", "diagnosis", "gates")
        .withOptionalLayers(true)
        .check(PRODUCT);
  }

  @Test
  void whatIsMeasuredKnowsNothingOfHowItIsShown() {
    noClasses()
        .that()
        .resideInAPackage("org.melascope.evaluation")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.melascope.evaluation.report..",
            "org.melascope.evaluation.robustness..",
            "org.melascope.evaluation.faithfulness..",
            "org.melascope.evaluation.fitting..")
        .check(PRODUCT);
    noClasses()
        .that()
        .resideInAPackage("org.melascope.evaluation.faithfulness")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.melascope.evaluation.report..",
            "org.melascope.evaluation.robustness..",
            "org.melascope.evaluation.fitting..")
        .check(PRODUCT);
    noClasses()
        .that()
        .resideInAPackage("org.melascope.evaluation.robustness")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.melascope.evaluation.report..", "org.melascope.evaluation.fitting..")
        .check(PRODUCT);
    noClasses()
        .that()
        .resideInAPackage("org.melascope.evaluation.fitting")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.melascope.evaluation.report..")
        .check(PRODUCT);
  }

  /** Neither what is wrong with pictures nor how some are drawn matters to who reads them. */
  @Test
  void roomsOfTheDataSetUseOnlyThePicturesThemselves() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.melascope.dataset..")
        .layer("pictures")
        .definedBy("org.melascope.dataset")
        .layer("audit")
        .definedBy("org.melascope.dataset.audit..")
        .layer("synthetic")
        .definedBy("org.melascope.dataset.synthetic..")
        .whereLayer("pictures")
        .mayNotAccessAnyLayer()
        .whereLayer("audit")
        .mayOnlyAccessLayers("pictures")
        .whereLayer("synthetic")
        .mayOnlyAccessLayers("pictures")
        .check(PRODUCT);
  }

  /** Neither views nor networks nor their files depend on how a training goes. */
  @Test
  void roomsOfTheTrainingKnowNothingOfTheLoop() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.melascope.training..")
        .layer("training")
        .definedBy("org.melascope.training")
        .layer("augmentation")
        .definedBy("org.melascope.training.augmentation..")
        .layer("backbone")
        .definedBy("org.melascope.training.backbone..")
        .layer("onnx")
        .definedBy("org.melascope.training.onnx..")
        .layer("weights")
        .definedBy("org.melascope.training.weights..")
        .whereLayer("augmentation")
        .mayNotAccessAnyLayer()
        .whereLayer("weights")
        .mayNotAccessAnyLayer()
        .whereLayer("backbone")
        .mayOnlyAccessLayers("weights")
        .whereLayer("onnx")
        .mayOnlyAccessLayers("backbone", "weights")
        .check(PRODUCT);
  }

  @Test
  void theCoreKnowsNoServerNoCommandLineNoTrainingEngineAndNoWindow() {
    noClasses()
        .that(belongToTheCore())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "ai.djl..",
            "ai.onnx..",
            "ch.qos.logback..",
            "com.sun.net.httpserver..",
            "io.javalin..",
            "io.micrometer..",
            "java.net.http..",
            "javax.swing..",
            "me.tongfei..",
            "org.apache.commons.csv..",
            "org.apache.spark..",
            "org.eclipse.jetty..",
            "org.hipparchus..",
            "org.tribuo..",
            "picocli..")
        .check(PRODUCT);
  }

  @Test
  void onlyTheServerKnowsHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.melascope.server..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "io.micrometer..", "jakarta..", "org.eclipse.jetty..")
        .check(PRODUCT);
  }

  @Test
  void onlyTrainingKnowsTheTrainingEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.melascope.training..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..", "ai.onnx.proto..", "org.tribuo..")
        .check(PRODUCT);
  }

  /** What is asked of a job is known without Spark, which only the command itself downloads. */
  @Test
  void onlyItsRoomKnowsSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.melascope.batch.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.spark..", "org.apache.hadoop..", "scala..", "org.melascope.batch.spark..")
        .check(PRODUCT);
  }

  @Test
  void onlyTheNetworkRoomKnowsOnnxRuntime() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.melascope.network..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.onnxruntime..")
        .check(PRODUCT);
  }

  @Test
  void onlyTheCommandLinePrintsOrLeavesTheVirtualMachine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.melascope.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(PRODUCT);
  }

  @Test
  void everyPackageSaysWhatBelongsInItAndIsNullMarked() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : PRODUCT) {
      JavaPackage room = type.getPackage();
      if (!room.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(room.getName());
      }
    }
    assertThat(unmarked)
        .describedAs("packages without a package-info.java annotated with @NullMarked")
        .isEmpty();
  }

  /** Guards the rules above against an import that found nothing. */
  @Test
  void seesTheClassesItJudges() {
    assertThat(PRODUCT.contain(LesionImage.class)).isTrue();
    assertThat(PRODUCT.contain(LabelledPicture.class)).isTrue();
    assertThat(PRODUCT.contain(Melascope.class)).isTrue();
  }

  private static DescribedPredicate<JavaClass> inCoreItself() {
    return JavaClass.Predicates.resideInAPackage("org.melascope");
  }

  private static DescribedPredicate<JavaClass> belongToTheCore() {
    return JavaClass.Predicates.resideInAnyPackage(
        "org.melascope",
        "org.melascope.image..",
        "org.melascope.network..",
        "org.melascope.diagnosis..",
        "org.melascope.gates..",
        "org.melascope.bundle..");
  }
}

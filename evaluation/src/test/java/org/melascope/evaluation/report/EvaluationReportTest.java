package org.melascope.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.melascope.Assessment;
import org.melascope.dataset.Split;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.LabelSet;
import org.melascope.evaluation.Prediction;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class EvaluationReportTest {
  private static final String HOSTILE = "<script>alert('a & \"b\"')</script>\u0001\uD83D\uDE00.jpg";

  /** Refuses what is not well-formed. */
  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static List<Element> elements(Document page, String name) {
    NodeList nodes = page.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static Prediction prediction(String name, Optional<LabelSet> label) {
    return new Prediction(
        name,
        "mine",
        Optional.empty(),
        label,
        DiagnosisDistribution.softmax(new float[7], 1),
        Map.of());
  }

  @Test
  void isWellFormedAndStandsOnItsOwn() throws Exception {
    String html = ReportFixture.report(ReportFixture.predictions(), List.of()).html();
    Document page = parse(html);

    assertThat(html).startsWith("<!DOCTYPE html>").doesNotContain("http:", "https:", "NaN");
    for (String foreign : List.of("script", "link", "img", "iframe", "object", "image", "use")) {
      assertThat(elements(page, foreign)).describedAs(foreign).isEmpty();
    }
    assertThat(elements(page, "style").get(0).getTextContent())
        .contains("@media print", "prefers-color-scheme: dark")
        .doesNotContain("@import", "url(");
    assertThat(html).doesNotContain("style=\"", "onclick");
  }

  @Test
  void saysWhatItIsNotAboveAndBelowEverything() {
    String html = ReportFixture.report(ReportFixture.predictions(), List.of()).html();

    assertThat(html.split(Assessment.NOTICE, -1)).hasSize(3);
    assertThat(html)
        .contains("needs a doctor whatever this says")
        .contains("What these numbers cannot say");
  }

  private static String ofSplit(Split split) {
    return ReportFixture.report(ReportFixture.predictions(), List.of(), split).html();
  }

  @Test
  void warnsOfPicturesThatTheBundleWasMadeWith() throws Exception {
    String train = ofSplit(Split.TRAIN);
    String validation = ofSplit(Split.VALIDATION);
    String test = ofSplit(Split.TEST);

    assertThat(header(train))
        .contains("The network learned from these pictures (fine): these results flatter it");
    assertThat(train)
        .contains("learned from these pictures (fine); settings (operating points) were chosen on")
        .contains("chosen on others, when the bundle was made: elsewhere.");
    assertThat(header(validation))
        .contains("The settings of the bundle were chosen on these pictures (fine): these results");
    assertThat(validation)
        .contains("Settings (operating points) were chosen on these pictures (fine), when")
        .doesNotContain("chosen on other");
    assertThat(header(test)).doesNotContain("flatter");
    assertThat(test)
        .contains("were chosen on other pictures, when the bundle was made: elsewhere.");
  }

  @Test
  void aClassifierWithoutAMistakeHasAReport() throws Exception {
    List<Prediction> right =
        IntStream.range(0, 8)
            .mapToObj(
                i -> {
                  Diagnosis diagnosis = i < 4 ? Diagnosis.MEL : Diagnosis.NV;
                  float[] logits = new float[7];
                  logits[diagnosis.ordinal()] = 5 + i;
                  return new Prediction(
                      i + ".jpg",
                      "mine",
                      Optional.empty(),
                      Optional.of(LabelSet.of(diagnosis)),
                      DiagnosisDistribution.softmax(logits, 1),
                      Map.of());
                })
            .toList();
    String html = ReportFixture.report(right, List.of()).html();
    assertThat(elements(parse(html), "svg")).isNotEmpty();
    assertThat(html).contains("Coverage and risk").doesNotContain("NaN");
  }

  @Test
  void doesNotSayThatItKnewTheValidationPicturesOfOtherSources() throws Exception {
    List<Prediction> others =
        ReportFixture.predictions().stream().filter(p -> p.source().equals("coarse")).toList();
    String page = ReportFixture.report(others, List.of(), Split.VALIDATION).html();

    assertThat(header(page)).contains("The bundle names none of their sources among its own");
    assertThat(page).contains("Settings (operating points) were chosen on other pictures");
  }

  private static String header(String html) throws Exception {
    return elements(parse(html), "header").get(0).getTextContent();
  }

  @Test
  void hasTheFiguresOfEverySourceWithTitleAndDescription() throws Exception {
    Document page = parse(ReportFixture.report(ReportFixture.predictions(), List.of()).html());
    List<Element> figures = elements(page, "figure");
    Set<String> ids = new HashSet<>();
    for (Element element : elements(page, "*")) {
      if (element.hasAttribute("id")) {
        assertThat(ids.add(element.getAttribute("id"))).isTrue();
      }
    }

    // Of "fine" both questions, of "coarse" melanoma only: its benign pictures are unknown.
    assertThat(figures).hasSize(3 * 6);
    for (Element figure : figures) {
      Element svg = (Element) figure.getElementsByTagName("svg").item(0);
      assertThat(svg.getAttribute("role")).isEqualTo("img");
      assertThat(ids).contains(svg.getAttribute("aria-labelledby").split(" ", -1));
      assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
      assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).isNotBlank();
    }
  }

  @Test
  void everyTableHasACaptionAndHeaders() throws Exception {
    Document page = parse(ReportFixture.report(ReportFixture.predictions(), List.of()).html());

    assertThat(elements(page, "table")).hasSizeGreaterThan(8);
    for (Element table : elements(page, "table")) {
      assertThat(table.getElementsByTagName("caption").item(0).getTextContent()).isNotBlank();
    }
    assertThat(elements(page, "th")).allMatch(header -> header.hasAttribute("scope"));
  }

  @Test
  void tablesHoldTheNumbersOfTheMetrics() {
    EvaluationReport report = ReportFixture.report(ReportFixture.predictions(), List.of());
    String html = report.html();

    assertThat(html)
        .contains(
            "<td>" + Numbers.estimate(report.evaluation().overall().melanoma().auc()) + "</td>")
        .contains("By age in years", "By archive the picture comes from", "Melanomas by archive")
        .contains("What each diagnosis was taken for");
    report
        .evaluation()
        .sources()
        .get("fine")
        .diagnoses()
        .values()
        .forEach(result -> assertThat(html).contains(Numbers.estimate(result.auc())));
  }

  @Test
  void escapesWhatComesFromFiles() throws Exception {
    List<Prediction> predictions =
        List.of(
            new Prediction(
                "a",
                HOSTILE,
                Optional.empty(),
                Optional.of(LabelSet.BENIGN),
                DiagnosisDistribution.softmax(new float[7], 1),
                Map.of("site", HOSTILE)));
    String html = ReportFixture.report(predictions, List.of(HOSTILE + ": broken")).html();
    Document page = parse(html);

    assertThat(elements(page, "script")).isEmpty();
    assertThat(html).contains("&lt;script&gt;alert").doesNotContain("\u0001");
    assertThat(page.getDocumentElement().getTextContent()).contains("\uD83D\uDE00.jpg");
  }

  @Test
  void oneClassUnlabelledOrNoPicturesAreSaidInWords() throws Exception {
    for (List<Prediction> predictions :
        List.of(
            List.<Prediction>of(),
            List.of(prediction("a", Optional.empty())),
            List.of(prediction("a", Optional.of(LabelSet.BENIGN))),
            List.of(prediction("a", Optional.of(LabelSet.NOT_MELANOMA))))) {
      String html = ReportFixture.report(predictions, List.of()).html();

      assertThat(elements(parse(html), "figure")).isEmpty();
      assertThat(html).doesNotContain("NaN", "Infinity", "null");
    }
  }

  @Test
  void plainWordsSayWhatWasMissed() {
    EvaluationReport report = ReportFixture.report(ReportFixture.predictions(), List.of());
    long missed =
        report.answers().predictions().stream()
            .filter(p -> p.source().equals("fine") && p.picture().matches("\\d+\\.jpg"))
            .filter(p -> p.diagnosis().equals(Optional.of(Diagnosis.MEL)))
            .filter(p -> p.distribution().malignant() < 0.3)
            .count();

    assertThat(report.html()).contains("suspicious and missed " + missed + " of the 10.");
  }
}

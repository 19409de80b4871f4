package org.melascope.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.melascope.gates.Reason;

/** The page's catalogues of words and the code that uses them. */
class PageWordsTest {
  private static final List<String> LANGUAGES = List.of("de", "en", "es", "fr", "pt");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

  /** A string like {@code "about.card"}; words are always asked for by such a literal. */
  private static final Pattern LITERAL = Pattern.compile("\"([a-z][A-Za-z]*(?:\\.[A-Za-z]+)+)\"");

  private static final Pattern FILE_NAME = Pattern.compile(".*\\.(png|jpg|csv)");

  @Test
  void thereIsACatalogueForEachLanguageThatIsOffered() {
    assertThat(PageSource.files(".json"))
        .extracting(file -> file.getFileName().toString())
        .containsExactlyElementsOf(LANGUAGES.stream().map(code -> code + ".json").toList());
    String page = PageSource.text(PageSource.ROOT.resolve("index.html"));
    String code = PageSource.text(PageSource.ROOT.resolve("app/shell/i18n.js"));
    for (String language : LANGUAGES) {
      assertThat(page).contains("<option value=\"" + language + "\"");
      assertThat(code).contains("\"" + language + "\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "es", "fr", "pt"})
  void noLanguageMissesAKeyOrHasOneTooMany(String language) {
    assertThat(PageSource.catalogue(language).keySet())
        .containsExactlyElementsOf(PageSource.catalogue("en").keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "es", "fr", "pt"})
  void placeholdersAreThoseOfTheEnglishText(String language) {
    Map<String, String> texts = PageSource.catalogue(language);
    PageSource.catalogue("en")
        .forEach(
            (key, english) ->
                assertThat(placeholders(texts.getOrDefault(key, "")))
                    .as(language + " " + key)
                    .isEqualTo(placeholders(english)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "en", "es", "fr", "pt"})
  void noTextIsEmpty(String language) {
    assertThat(PageSource.catalogue(language).values()).noneMatch(String::isBlank);
  }

  @Test
  void everyKeyIsUsed() {
    String source = source();
    assertThat(PageSource.catalogue("en").keySet())
        .filteredOn(key -> !source.contains("\"" + key + "\""))
        .isEmpty();
  }

  @Test
  void everyKeyThatIsAskedForIsThere() {
    Set<String> keys = PageSource.catalogue("en").keySet();
    Set<String> areas =
        keys.stream()
            .map(key -> key.substring(0, Math.max(0, key.indexOf('.'))))
            .collect(Collectors.toSet());
    Set<String> asked = new TreeSet<>();
    Matcher literal = LITERAL.matcher(source());
    while (literal.find()) {
      String text = literal.group(1);
      if (areas.contains(text.substring(0, text.indexOf('.')))
          && !FILE_NAME.matcher(text).matches()) {
        asked.add(text);
      }
    }
    assertThat(asked).hasSizeGreaterThan(200).isSubsetOf(keys);
  }

  /** What the page does not know is shown in the server's English. */
  @Test
  void thereAreWordsForEveryReason() {
    String reasons = PageSource.text(PageSource.ROOT.resolve("app/assessment/reasons.js"));
    for (Reason reason : Reason.values()) {
      assertThat(reasons).contains("\n  \"" + reason.code() + "\": [\"reason.");
    }
  }

  @Test
  void theDescriptionOfTheApiNamesEveryReason() {
    List<String> named = new ArrayList<>();
    OpenApi.document()
        .at("/components/schemas/Reason/enum")
        .forEach(name -> named.add(name.stringValue()));
    assertThat(named)
        .containsExactlyElementsOf(Arrays.stream(Reason.values()).map(Reason::code).toList());
  }

  /** English has no case of its own to hide behind: each language says what must be said. */
  @Test
  void theNoticeSaysThatItIsNoDiagnosisInEveryLanguage() {
    Map<String, String> words =
        Map.of(
            "de",
            "keine Diagnose",
            "en",
            "not a diagnosis",
            "es",
            "no un diagnóstico",
            "fr",
            "pas un diagnostic",
            "pt",
            "não um diagnóstico");
    for (String language : LANGUAGES) {
      assertThat(PageSource.catalogue(language).get("notice")).contains(words.get(language));
    }
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String source() {
    return Stream.concat(PageSource.files(".js").stream(), PageSource.files(".html").stream())
        .map(PageSource::text)
        .collect(Collectors.joining("\n"));
  }
}

package org.melascope.server.browser;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page's words in a language, from its own catalogue: tests name what they look for by its key,
 * and do not break when somebody finds a better word.
 *
 * @param language such as {@code en}
 * @param texts by key
 */
record Words(String language, Map<String, String> texts) {
  /** The languages that the page speaks. */
  static final List<String> LANGUAGES = List.of("en", "de", "es", "fr", "pt");

  Words {
    texts = Map.copyOf(texts);
  }

  /** The catalogue for readers with this locale; English for those whose language there is not. */
  static Words forLocale(String locale) {
    String language = locale.substring(0, 2);
    return in(LANGUAGES.contains(language) ? language : "en");
  }

  /** The catalogue of a language. */
  static Words in(String language) {
    String resource = "/org/melascope/server/page/i18n/" + language + ".json";
    try (InputStream in = Words.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      return new Words(
          language, JsonMapper.shared().readValue(in, new TypeReference<Map<String, String>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The text with this key.
   *
   * @param namesAndValues of its placeholders, in turns
   */
  String of(String key, Object... namesAndValues) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException(key + " is not in the catalogue of " + language);
    }
    for (int i = 0; i < namesAndValues.length; i += 2) {
      text = text.replace("{" + namesAndValues[i] + "}", String.valueOf(namesAndValues[i + 1]));
    }
    return text;
  }
}

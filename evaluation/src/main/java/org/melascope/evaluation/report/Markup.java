package org.melascope.evaluation.report;

import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes HTML and SVG that is well-formed XML as well: every element is closed, every text is
 * escaped, also a file name that was made to look like markup.
 */
final class Markup {
  private static final String NO_XML =
      "[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]";

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter writer;
  private final Deque<String> open = new ArrayDeque<>();
  private int ids;

  Markup() {
    try {
      writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("every Java platform can write XML", e);
    }
  }

  /** Something that may fail by XML alone, which memory does not. */
  private interface Step {
    void run() throws XMLStreamException;
  }

  private Markup write(Step step) {
    try {
      step.run();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("markup in memory cannot be written", e);
    }
    return this;
  }

  /** The line that tells browsers that this is HTML of today. */
  Markup doctype() {
    return write(() -> writer.writeDTD("<!DOCTYPE html>\n"));
  }

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  Markup open(String element, Object... attributes) {
    open.push(element);
    return write(
        () -> {
          writer.writeStartElement(element);
          writeAttributes(attributes);
        });
  }

  /** Closes the element that was opened last, whose name is given to be sure. */
  Markup close(String element) {
    if (!open.pop().equals(element)) {
      throw new IllegalStateException("this is not the end of " + element);
    }
    return write(
        () -> {
          // Without text an element that is not void would become <p/>, which HTML leaves open.
          writer.writeCharacters("");
          writer.writeEndElement();
          writer.writeCharacters(isInline(element) ? "" : "\n");
        });
  }

  private static boolean isInline(String element) {
    return List.of("a", "b", "code", "span", "text", "strong").contains(element);
  }

  /** An element without content. */
  Markup empty(String element, Object... attributes) {
    return write(
        () -> {
          writer.writeEmptyElement(element);
          writeAttributes(attributes);
        });
  }

  /** An element that holds a text. */
  Markup element(String element, String content, Object... attributes) {
    return open(element, attributes).text(content).close(element);
  }

  /** Text; what XML cannot hold, such as control characters in a file name, is replaced. */
  Markup text(String content) {
    return write(() -> writer.writeCharacters(clean(content)));
  }

  private void writeAttributes(Object... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      writer.writeAttribute(attributes[i].toString(), value(attributes[i + 1]));
    }
  }

  private static String value(Object value) {
    return value instanceof Double number ? number(number) : clean(value.toString());
  }

  /** A coordinate, as short as a drawing needs it. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String clean(String content) {
    return content.replaceAll(NO_XML, "\uFFFD");
  }

  /** A name that no other element of this page has. */
  String newId() {
    ids++;
    return "part-" + ids;
  }

  /** Everything written so far; all elements must be closed. */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    write(writer::flush);
    return text.toString();
  }
}

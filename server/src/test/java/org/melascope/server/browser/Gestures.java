package org.melascope.server.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What people do to a page that Playwright has no method for. */
final class Gestures {
  private static final String FILES =
      """
      const files = list => list.map(({ name, type, base64 }) =>
          new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name, { type }));
      """;

  private static final String DRAG =
      """
      (target, { list, types }) => {
      """
          + FILES
          + """
        const dataTransfer = new DataTransfer();
        files(list).forEach(file => dataTransfer.items.add(file));
        // What the page has redrawn meanwhile lies no longer under the pointer, the rest of it does.
        const place = target.isConnected ? target : document.getElementById('main');
        for (const type of types) {
          place.dispatchEvent(
              new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
        }
      }
      """;

  /** Has the browser draw nothing more, as one does that has no memory left for it. */
  static final String NO_ROOM_TO_DRAW =
      "() => { HTMLCanvasElement.prototype.toBlob = take => take(null); }";

  private static final String COPY =
      """
      list => {
      """
          + FILES
          + """
        const [file] = files(list);
        return navigator.clipboard.write([new ClipboardItem({ [file.type]: file })]);
      }
      """;

  private static final String COPY_CELLS =
      """
      ({ list, text }) => {
      """
          + FILES
          + """
        const [file] = files(list);
        const words = new Blob([text], { type: 'text/plain' });
        return navigator.clipboard.write(
            [new ClipboardItem({ [file.type]: file, 'text/plain': words })]);
      }
      """;

  private Gestures() {}

  /** Lets files fall on an element, as from a file manager. */
  static void drop(Locator target, FilePayload... files) {
    drag(target, List.of("dragenter", "dragover", "drop"), files);
  }

  /** Holds files over an element without letting go. */
  static void dragOver(Locator target, FilePayload... files) {
    drag(target, List.of("dragenter", "dragover"), files);
  }

  private static void drag(Locator target, List<String> types, FilePayload... files) {
    target.evaluate(DRAG, Map.of("list", told(files), "types", types));
  }

  /** Puts a picture on the clipboard; browsers take none but PNG. */
  static void copy(Page page, FilePayload picture) {
    allowClipboard(page);
    page.evaluate(COPY, told(picture));
  }

  /** Puts cells on the clipboard as a spreadsheet does: as words, and as a picture of them. */
  static void copyCells(Page page, String text, FilePayload picture) {
    allowClipboard(page);
    page.evaluate(COPY_CELLS, Map.of("list", told(picture), "text", text));
  }

  /** Puts words on the clipboard. */
  static void copyText(Page page, String text) {
    allowClipboard(page);
    page.evaluate("text => navigator.clipboard.writeText(text)", text);
  }

  /** What words are on the clipboard. */
  static String copied(Page page) {
    allowClipboard(page);
    return (String) page.evaluate("() => navigator.clipboard.readText()");
  }

  private static void allowClipboard(Page page) {
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
  }

  private static List<Map<String, String>> told(FilePayload... files) {
    return List.of(files).stream()
        .map(
            file ->
                Map.of(
                    "name", file.name,
                    "type", file.mimeType,
                    "base64", Base64.getEncoder().encodeToString(file.buffer)))
        .toList();
  }
}

package org.melascope.server;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * The headers that every answer has: the browser takes nothing from elsewhere, sends nothing
 * elsewhere, and shows nothing of this within other pages.
 */
final class SecurityHeaders implements HttpConfiguration.Customizer {
  private static final List<HttpField> FIELDS =
      List.of(
          new HttpField(
              "Content-Security-Policy",
              "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; object-src"
                  + " 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"),
          new HttpField("X-Content-Type-Options", "nosniff"),
          new HttpField("Referrer-Policy", "no-referrer"),
          new HttpField("Permissions-Policy", "camera=(self), microphone=(), geolocation=()"),
          new HttpField("Cross-Origin-Opener-Policy", "same-origin"),
          new HttpField("Cross-Origin-Resource-Policy", "same-origin"));

  /** Sets them. */
  static void addTo(HttpFields.Mutable headers) {
    FIELDS.forEach(headers::put);
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable headers) {
    addTo(headers);
    return request;
  }
}

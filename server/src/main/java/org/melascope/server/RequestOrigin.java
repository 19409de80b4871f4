package org.melascope.server;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what pages of others have a browser send here. A page whose name is made to point at this
 * computer (DNS rebinding) is known by the host that its requests are meant for, any other one by
 * its origin.
 */
final class RequestOrigin {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> hosts;

  /** What a server with this configuration takes. */
  RequestOrigin(ServerConfiguration configuration) {
    hosts = new HashSet<>(configuration.allowedHosts());
    if (isLoopback(configuration.host())) {
      hosts.addAll(LOCAL);
      hosts.add(asInAddresses(configuration.host()));
    } else if (!hosts.isEmpty()) {
      hosts.add(asInAddresses(configuration.host()));
    }
  }

  /** As browsers write a host in addresses: those of IPv6 in brackets. */
  static String asInAddresses(String host) {
    boolean bare = host.contains(":") && !host.startsWith("[");
    return (bare ? "[" + host + "]" : host).toLowerCase(Locale.ROOT);
  }

  /** Whether only this computer can reach a server on this interface. */
  static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * Lets a request pass that is meant for this server and does not come from another's page.
   *
   * @throws ProblemException otherwise
   */
  void check(Context context) {
    String host = context.header("Host");
    if (!hosts.isEmpty() && !hosts.contains(withoutPort(host))) {
      throw new ProblemException(
          ProblemType.WRONG_HOST,
          "the request is meant for another host; whoever runs this server can allow it with"
              + " allowed-hosts");
    }
    if (context.method().equals(HandlerType.POST) && comesFromElsewhere(context, host)) {
      throw new ProblemException(
          ProblemType.CROSS_ORIGIN, "pages of other origins may not use this server");
    }
  }

  /** Programs send neither of these headers, browsers the first one, and older ones the second. */
  private static boolean comesFromElsewhere(Context context, @Nullable String host) {
    String site = context.header("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    String origin = context.header("Origin");
    if (origin == null) {
      return false;
    }
    int authority = origin.indexOf("://") + 3;
    return authority < 3 || !origin.substring(authority).equalsIgnoreCase(host);
  }

  private static String withoutPort(@Nullable String host) {
    return host == null ? "" : host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
  }
}

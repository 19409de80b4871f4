package org.melascope.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version in the project's POM, and the Java it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
      properties.load(file);
    }
    return new String[] {
      "Melascope " + properties.getProperty("version"), "Java " + Runtime.version()
    };
  }
}

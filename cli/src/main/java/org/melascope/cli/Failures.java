package org.melascope.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.InvalidDataSetException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * What a command says when it fails, in one line, and with which exit code. {@code
 * -Dmelascope.debug=true} adds where it failed.
 */
final class Failures implements IExecutionExceptionHandler {
  private static final int FAILED = 1;
  private static final int UNUSABLE_BUNDLE = 3;

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    command.getErr().println("melascope: " + message(failure));
    if (Boolean.getBoolean("melascope.debug")) {
      failure.printStackTrace(command.getErr());
    }
    command.getErr().flush();
    return failure instanceof UnusableBundleException || failure instanceof NoBundleException
        ? UNUSABLE_BUNDLE
        : FAILED;
  }

  private static String message(Exception failure) {
    String own = String.valueOf(failure.getMessage());
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + ": there is no such file or folder";
    }
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": you may not read or write this";
    }
    if (failure instanceof FileSystemException) {
      return own + " (" + failure.getClass().getSimpleName() + ")";
    }
    if (failure instanceof UnusableBundleException
        || failure instanceof NoBundleException
        || failure instanceof InvalidDataSetException
        || failure instanceof IOException) {
      return own;
    }
    return "this is a fault of the program, please report it ("
        + failure
        + "); MELASCOPE_JAVA_OPTS=-Dmelascope.debug=true shows where it happened";
  }
}

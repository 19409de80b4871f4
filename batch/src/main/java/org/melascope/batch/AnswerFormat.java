package org.melascope.batch;

import java.util.Locale;

/** How answers are stored. */
public enum AnswerFormat {
  /** Columnar, compressed, with types: for Spark, DuckDB, pandas and the like. */
  PARQUET,
  /** Text with a header, quoted as RFC 4180 says. */
  CSV;

  /** Spark's name of the format, which is also the ending of the files' names. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

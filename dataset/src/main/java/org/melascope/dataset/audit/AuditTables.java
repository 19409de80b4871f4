package org.melascope.dataset.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.melascope.dataset.LabelledPicture;

/** Writes an audit as a page and as tables for programs. */
public final class AuditTables {
  /** The files that are written. */
  public static final List<String> FILES =
      List.of("audit.html", "pairs.csv", "pictures.csv", "features.csv", "columns.csv");

  private final Audit audit;
  private final Path folder;

  private AuditTables(Audit audit, Path folder) {
    this.audit = audit;
    this.folder = folder;
  }

  /**
   * Writes {@code audit.html}, {@code pairs.csv} (copies), {@code pictures.csv} (what is the matter
   * with single pictures), {@code features.csv} (what the class is told by) and {@code
   * columns.csv}, over earlier ones.
   *
   * @param folder is made if it is not there
   */
  public static void write(Audit audit, Path folder) throws IOException {
    Files.createDirectories(folder);
    AuditTables tables = new AuditTables(audit, folder);
    tables.pairs();
    tables.pictures();
    tables.features();
    tables.columns();
    Files.writeString(folder.resolve("audit.html"), AuditPage.of(audit));
  }

  private void pairs() throws IOException {
    Table rows =
        new Table(
            "pairs.csv",
            "first,first_split,first_label,second,second_split,second_label,equal_files,similarity,turn,"
                + "across_splits,same_lesion,labels_contradict");
    for (Copy copy : audit.copies()) {
      rows.add(
          copy.first().name(),
          copy.first().split().word(),
          AuditText.label(copy.first()),
          copy.second().name(),
          copy.second().split().word(),
          AuditText.label(copy.second()),
          copy.sameBytes(),
          number(copy.similarity()),
          copy.turn().words(),
          copy.acrossSplits(),
          copy.sameLesion(),
          LabelConflict.between(copy.first(), copy.second()));
    }
    rows.write(folder);
  }

  private void pictures() throws IOException {
    Table rows = new Table("pictures.csv", "image,split,problem,detail");
    for (BrokenPicture broken : audit.broken()) {
      LabelledPicture picture = broken.picture();
      rows.add(picture.name(), picture.split().word(), "broken", broken.reason());
    }
    for (String name : audit.passedOver()) {
      rows.add(name, "", "passed over", "not taken for a picture by its name's ending");
    }
    for (TornGroup group : audit.torn()) {
      for (LabelledPicture picture : group.pictures()) {
        rows.add(
            picture.name(), picture.split().word(), group.kind() + " in two splits", group.id());
      }
    }
    for (LabelConflict conflict : audit.conflicts()) {
      for (LabelledPicture picture : List.of(conflict.first(), conflict.second())) {
        rows.add(
            picture.name(), picture.split().word(), "label conflict", AuditText.conflict(conflict));
      }
    }
    rows.write(folder);
  }

  private void features() throws IOException {
    Table rows =
        new Table(
            "features.csv",
            "class,scope,family,feature,pictures,positives,auc,auc_low,auc_high,verdict");
    for (BlindGuess guess : audit.guesses()) {
      rows.add(
          guess.question().word(),
          guess.scope(),
          guess.family(),
          guess.traits(),
          guess.pictures(),
          guess.positives(),
          number(guess.auc().value()),
          number(guess.auc().low()),
          number(guess.auc().high()),
          guess.isFamily() ? AuditFindings.judge(guess).words() : "");
    }
    rows.write(folder);
  }

  private void columns() throws IOException {
    Table rows = new Table("columns.csv", "class,scope,column,value,pictures,positives");
    for (ClassBalance balance : audit.balances()) {
      for (ClassBalance.Row row : balance.rows()) {
        rows.add(
            balance.question().word(),
            balance.scope(),
            balance.column(),
            row.value(),
            row.pictures(),
            row.positives());
      }
    }
    rows.write(folder);
  }

  /** The rows of one file. */
  private static final class Table {
    private final String name;
    private final List<String> lines = new ArrayList<>();

    Table(String name, String columns) {
      this.name = name;
      lines.add(columns);
    }

    void add(Object... values) {
      lines.add(CSVFormat.RFC4180.format(values));
    }

    void write(Path folder) throws IOException {
      Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}

package dev.statusagent.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows under a heading, each column as wide as its widest cell. Cells are made printable. */
final class Table {
    private static final int MAX_CELL_CHARACTERS = 48;

    private final List<String[]> rows = new ArrayList<>();

    Table(String... heading) {
        rows.add(heading);
    }

    void row(String... cells) {
        rows.add(Arrays.stream(cells).map(Table::cell).toArray(String[]::new));
    }

    private static String cell(String text) {
        String line = Printable.line(text);
        return line.codePointCount(0, line.length()) <= MAX_CELL_CHARACTERS
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_CELL_CHARACTERS - 1)) + "…";
    }

    void print(PrintWriter out) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].codePointCount(0, row[i].length()));
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                int blanks = widths[i] - row[i].codePointCount(0, row[i].length()) + 2;
                line.append(row[i]).append(" ".repeat(blanks));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}

package dev.statusagent.cli;

/**
 * Makes text of others fit for a terminal: what could move the cursor, change a title, answer for the user or reverse the
 * direction of writing is shown as an escape instead.
 */
final class Printable {
    private Printable() {}

    /** The text on one line. */
    static String line(String text) {
        return escaped(text, "");
    }

    /** The text with its lines and tabs as they are; a carriage return before a line end is dropped. */
    static String text(String text) {
        return escaped(text.replace("\r\n", "\n"), "\n\t");
    }

    /** JSON with other escapes and the same meaning. */
    static String json(String json) {
        return escaped(json, "\r\n\t");
    }

    private static String escaped(String text, String allowed) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (isHarmless(character) || allowed.indexOf(character) >= 0) {
                printable.appendCodePoint(character);
            } else {
                for (char unit : Character.toChars(character)) {
                    printable.append("\\u%04x".formatted((int) unit));
                }
            }
        });
        return printable.toString();
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}

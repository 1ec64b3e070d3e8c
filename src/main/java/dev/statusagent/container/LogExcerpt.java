package dev.statusagent.container;

import java.util.List;

/**
 * Lines that a filter has let through, oldest first, with their {@linkplain LogText#visible visible} text.
 *
 * @param read how many lines it was asked about
 * @param cut whether the oldest of those let through are missing, since all together were too long
 */
public record LogExcerpt(List<LogLine> lines, int read, boolean cut) {
    public LogExcerpt {
        lines = List.copyOf(lines);
    }
}

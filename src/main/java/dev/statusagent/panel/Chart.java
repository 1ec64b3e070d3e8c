package dev.statusagent.panel;

import java.util.List;

/**
 * A chart of the last hour.
 *
 * @param now the present value, in words
 * @param range what the values were, in words
 * @param curves one or two
 */
record Chart(String title, String now, String range, List<Sparkline> curves) {
    Chart {
        curves = List.copyOf(curves);
    }
}

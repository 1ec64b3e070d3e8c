package dev.statusagent.panel;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A small curve of what was, the latest at the right edge, in a box of fixed size that the page stretches.
 *
 * @param points as the attribute of an SVG {@code polyline} has them; empty where there are fewer than two values
 */
record Sparkline(String points) {
    /** The height of the box; the curve keeps a unit away from its edges. */
    static final int HEIGHT = 20;

    /**
     * The curve of the values.
     *
     * @param values NaN where there is none
     * @param room how many values the box has room for, from 2 on
     * @param atLeast the value at the upper edge, where none of the values is greater
     */
    static Sparkline of(List<Double> values, int room, double atLeast) {
        List<Integer> places = IntStream.range(0, values.size())
                .filter(i -> !values.get(i).isNaN())
                .boxed()
                .toList();
        if (places.size() < 2) {
            return new Sparkline("");
        }
        double top = places.stream().map(values::get).reduce(atLeast, Math::max);
        int begin = room - values.size();
        return new Sparkline(places.stream()
                .map(i -> (begin + i) + "," + height(values.get(i), top))
                .collect(Collectors.joining(" ")));
    }

    private static String height(double value, double top) {
        return String.format(Locale.ROOT, "%.1f", HEIGHT - 1 - (HEIGHT - 2) * (top > 0 ? value / top : 0));
    }
}

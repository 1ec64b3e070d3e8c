package dev.statusagent.panel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A value over time.
 *
 * @param points the oldest first; may be empty
 */
record Series(List<Point> points) {
    Series {
        points = List.copyOf(points);
    }

    /**
     * The value at one moment.
     *
     * @param atMs milliseconds since the epoch
     */
    record Point(long atMs, double value) {}

    /** The last value; 0 where there is none. */
    double latest() {
        return points.isEmpty() ? 0 : points.get(points.size() - 1).value();
    }

    double mean() {
        return points.stream().mapToDouble(Point::value).average().orElse(0);
    }

    double greatest() {
        return points.stream().mapToDouble(Point::value).max().orElse(0);
    }

    /** How much the value grows in a second, from each point to the next; where it falls, a counter has begun anew. */
    Series perSecond() {
        List<Point> rates = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            Point before = points.get(i - 1);
            Point now = points.get(i);
            if (now.value() >= before.value() && now.atMs() > before.atMs()) {
                rates.add(new Point(now.atMs(), (now.value() - before.value()) * 1000 / (now.atMs() - before.atMs())));
            }
        }
        return new Series(rates);
    }

    /**
     * The means of spans of equal length, of which the last holds the given moment; NaN where there is no point.
     *
     * @param count how many spans
     */
    List<Double> means(int count, long spanMs, long endMs) {
        double[] sums = new double[count];
        int[] numbers = new int[count];
        for (Point point : points) {
            long column = count - 1 + point.atMs() / spanMs - endMs / spanMs;
            if (column >= 0 && column < count) {
                sums[(int) column] += point.value();
                numbers[(int) column]++;
            }
        }
        List<Double> means = new ArrayList<>(Collections.nCopies(count, Double.NaN));
        for (int i = 0; i < count; i++) {
            if (numbers[i] > 0) {
                means.set(i, sums[i] / numbers[i]);
            }
        }
        return means;
    }
}

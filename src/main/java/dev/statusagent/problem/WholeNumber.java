package dev.statusagent.problem;

import java.util.regex.Pattern;

/** A whole number in a query. */
public final class WholeNumber {
    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

    private WholeNumber() {}

    /**
     * The number as it was given.
     *
     * @param given null for the default
     * @throws StatusException {@link ProblemType#BAD_REQUEST} that names the parameter
     */
    public static int of(String parameter, String given, int byDefault, int min, int max) {
        if (given == null) {
            return byDefault;
        }
        int number = DIGITS.matcher(given).matches() ? Integer.parseInt(given) : -1;
        if (number < min || number > max) {
            throw new StatusException(
                    ProblemType.BAD_REQUEST, "%s must be a whole number from %d to %d".formatted(parameter, min, max));
        }
        return number;
    }
}

package dev.statusagent.host.alert;

/** What a value says about its threshold. */
enum Reading {
    ABOVE,
    /** Neither above the threshold nor as far below it as the hysteresis wants. */
    BETWEEN,
    WELL_BELOW;

    static Reading of(double value, int threshold, int hysteresis) {
        if (value > threshold) {
            return ABOVE;
        }
        return value < threshold - hysteresis ? WELL_BELOW : BETWEEN;
    }
}

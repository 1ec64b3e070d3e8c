package dev.statusagent.host.alert;

import java.time.Duration;

/** How a value has fared against its threshold so far. Times are a ticker's nanoseconds. */
sealed interface Watch {
    /** The state after one more reading. */
    Watch next(Reading reading, long now, Duration patience);

    /** All is well. */
    record Calm() implements Watch {
        @Override
        public Watch next(Reading reading, long now, Duration patience) {
            return reading == Reading.ABOVE ? new Rising(now).next(reading, now, patience) : this;
        }
    }

    /** Above the threshold in each reading since then, and not yet for long enough. */
    record Rising(long since) implements Watch {
        @Override
        public Watch next(Reading reading, long now, Duration patience) {
            if (reading != Reading.ABOVE) {
                return new Calm();
            }
            return now - since >= patience.toNanos() ? new Firing() : this;
        }
    }

    /** Something is wrong, until a reading is well below the threshold. */
    record Firing() implements Watch {
        @Override
        public Watch next(Reading reading, long now, Duration patience) {
            return reading == Reading.WELL_BELOW ? new Calm() : this;
        }
    }
}

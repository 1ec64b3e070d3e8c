package dev.statusagent.host.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/**
 * Counts what becomes of the messages, and says in the log once what is wrong, and once that all is well again. Never says
 * where they go. Thread-safe.
 */
final class WebhookEvents {
    private static final Logger LOG = Logger.getLogger(WebhookEvents.class);

    private final MessageKind kind;
    private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
    private String told;
    private boolean droppingTold;

    WebhookEvents(MessageKind kind, MeterRegistry metrics) {
        this.kind = kind;
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(
                    outcome,
                    Counter.builder("status.webhook")
                            .description("Messages to webhooks, by what became of them")
                            .tag("kind", kind.code())
                            .tag("outcome", outcome.code())
                            .register(metrics));
        }
    }

    synchronized void delivered() {
        outcomes.get(Outcome.DELIVERED).increment();
        if (told != null) {
            LOG.infof("The %s webhook works again", kind.code());
        }
        told = null;
        droppingTold = false;
    }

    synchronized void refused(int status) {
        outcomes.get(Outcome.REFUSED).increment();
        tell("it refuses what it is sent (status " + status + ")");
    }

    /** One try went wrong; there may be another. */
    synchronized void failed(String why) {
        tell(why);
    }

    synchronized void givenUp() {
        outcomes.get(Outcome.GIVEN_UP).increment();
        LOG.warnf("The %s webhook did not take a message in %d tries; it is given up", kind.code(), Webhook.MOST_TRIES);
    }

    synchronized void dropped() {
        outcomes.get(Outcome.DROPPED).increment();
        if (!droppingTold && kind != MessageKind.SAMPLE) {
            droppingTold = true;
            LOG.warnf("More messages wait for the %s webhook than are kept; the oldest are dropped", kind.code());
        }
    }

    private void tell(String why) {
        if (!why.equals(told)) {
            told = why;
            LOG.warnf("The %s webhook does not work: %s", kind.code(), why);
        }
    }

    /** A failure in words without an address: those of the exception may have one. */
    static String words(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return "TLS with it fails";
            }
            if (cause instanceof TimeoutException) {
                return "no whole answer comes in time";
            }
        }
        return "no connection to it, or none that lasts for a whole answer";
    }
}

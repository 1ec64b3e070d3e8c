package dev.statusagent.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What a logger, or all loggers below it, says while a test runs. */
public final class LogLines extends Handler implements AutoCloseable {
    private static final PatternFormatter FORMATTER = new PatternFormatter("%p %s");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;

    private LogLines(Logger logger) {
        this.logger = logger;
    }

    /** Listens until it is closed. */
    public static LogLines of(String logger) {
        LogLines lines = new LogLines(Logger.getLogger(logger));
        lines.logger.addHandler(lines);
        return lines;
    }

    /** The lines so far, each with its level before it. */
    public List<String> all() {
        return lines;
    }

    @Override
    public void publish(LogRecord entry) {
        lines.add(FORMATTER.format(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}

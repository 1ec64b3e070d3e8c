package dev.statusagent.cli;

import dev.statusagent.config.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What a client command depends on beside its arguments: where its output goes, and time. */
interface Surroundings extends Ticker, InstantSource {
    /** Whether a person sees stdout, so that lines may be rewritten and nothing may control the terminal. */
    boolean outIsTerminal();

    /** The same for stderr. */
    boolean errIsTerminal();

    /** Waits; returns early if the thread is interrupted, which it then still is. */
    void pause(Duration time);

    /** Has that done if the process is told to end, by Ctrl-C or SIGTERM, and returns what withdraws it. */
    Runnable atEnd(Runnable lastWords);

    /** Those of this process. */
    Surroundings PROCESS = new Surroundings() {
        @Override
        public boolean outIsTerminal() {
            return isTerminal(1);
        }

        @Override
        public boolean errIsTerminal() {
            return isTerminal(2);
        }

        /** Linux tells for each stream; elsewhere Java knows only whether stdin and stdout both are, and since 22 less. */
        @SuppressWarnings("SystemConsoleNull")
        private boolean isTerminal(int descriptor) {
            try {
                return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                        .toString()
                        .matches("/dev/(pts/\\d+|tty.*|console)");
            } catch (IOException | UnsupportedOperationException e) {
                return System.console() != null;
            }
        }

        @Override
        public void pause(Duration time) {
            try {
                Thread.sleep(time.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Runnable atEnd(Runnable lastWords) {
            Thread hook = new Thread(lastWords, "last-words");
            Runtime.getRuntime().addShutdownHook(hook);
            return () -> {
                try {
                    Runtime.getRuntime().removeShutdownHook(hook);
                } catch (IllegalStateException e) {
                    // the process ends
                }
            };
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant instant() {
            return InstantSource.system().instant();
        }
    };
}

package dev.statusagent.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SilenceLimitTest {
    /** Says one byte, then nothing until it is closed. */
    private static final class Silent extends InputStream {
        private final CountDownLatch closed = new CountDownLatch(1);
        private boolean said;

        @Override
        public int read() throws IOException {
            if (!said) {
                said = true;
                return 'x';
            }
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("closed");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            bytes[offset] = (byte) read();
            return 1;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    @Timeout(30)
    void endsAReadThatGetsNothing() throws IOException {
        try (InputStream in = new SilenceLimit(new Silent(), Duration.ofMillis(50))) {
            assertThat(in.read()).isEqualTo('x');
            org.assertj.core.api.Assertions.assertThatIOException().isThrownBy(in::read);
        }
    }
}

package dev.statusagent.command.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KeptOutputTest {
    private final KeptOutput output = new KeptOutput();

    @Test
    void keepsWhatFits() throws IOException {
        String text = "a".repeat(KeptOutput.LIMIT_BYTES);
        read(text);
        assertThat(output.text()).isEqualTo(text);
        assertThat(output.isTruncated()).isFalse();
    }

    @Test
    void dropsWhatDoesNotFit() throws IOException {
        read("a".repeat(KeptOutput.LIMIT_BYTES) + "b");
        assertThat(output.text()).isEqualTo("a".repeat(KeptOutput.LIMIT_BYTES));
        assertThat(output.isTruncated()).isTrue();
    }

    @Test
    void cutsNoCharacterInHalf() throws IOException {
        read("a".repeat(KeptOutput.LIMIT_BYTES - 1) + "\u20ac");
        assertThat(output.text()).isEqualTo("a".repeat(KeptOutput.LIMIT_BYTES - 1));
        assertThat(output.isTruncated()).isTrue();
    }

    @Test
    void replacesWhatIsNoUtf8() throws IOException {
        output.readAll(new ByteArrayInputStream(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xe2, (byte) 0x82}));
        assertThat(output.text()).isEqualTo("a\ufffdb\ufffd");
    }

    @Test
    void hasNoTextBeforeAnythingIsSaid() {
        assertThat(output.text()).isEmpty();
    }

    @Test
    void readsAGibibyteAndKeepsLittle() throws IOException {
        long gibibyte = 1L << 30;
        output.readAll(new InputStream() {
            private long left = gibibyte;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                int given = (int) Math.min(length, left);
                left -= given;
                return given == 0 ? -1 : given;
            }
        });
        assertThat(output.text()).hasSize(KeptOutput.LIMIT_BYTES);
    }

    private void read(String text) throws IOException {
        output.readAll(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}

package dev.statusagent.testing.update;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Writes a tar.gz entry by entry, whatever they are: libraries refuse to write some of them. */
public final class TarWriter {
    private static final int BLOCK = 512;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final OutputStream out;

    public TarWriter() {
        try {
            out = new GZIPOutputStream(bytes, 64 * 1024);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public TarWriter file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8), 0644);
    }

    public TarWriter file(String name, byte[] content, int mode) {
        return header(name, '0', "", content.length, mode).content(content);
    }

    public TarWriter directory(String name) {
        return header(name, '5', "", 0, 0755);
    }

    /** An entry of any type, such as {@code '2'} for a symbolic link. */
    public TarWriter entry(String name, char type, String link) {
        return header(name, type, link, 0, 0777);
    }

    public TarWriter header(String name, char type, String link, long size, int mode) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "%07o".formatted(mode));
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        if (size < 8L << 30) {
            put(header, 124, "%011o".formatted(size));
        } else {
            java.nio.ByteBuffer.wrap(header).put(124, (byte) 0x80).putLong(128, size);
        }
        put(header, 136, "00000000000");
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 157, link);
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return write(header);
    }

    public TarWriter content(byte[] content) {
        write(content);
        return write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    /** Zeros, so many that nobody keeps them in memory. */
    public TarWriter zeros(long count) {
        byte[] chunk = new byte[1 << 20];
        for (long left = count; left > 0; left -= chunk.length) {
            write(left >= chunk.length ? chunk : new byte[(int) left]);
        }
        return this;
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] field = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(field, 0, header, offset, Math.min(field.length, 100));
    }

    private TarWriter write(byte[] content) {
        try {
            out.write(content);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The whole, with the two empty blocks at the end. */
    public byte[] end() {
        write(new byte[2 * BLOCK]);
        return cut();
    }

    /** The whole as it is. */
    public byte[] cut() {
        try {
            out.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

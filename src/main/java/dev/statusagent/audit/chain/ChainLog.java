package dev.statusagent.audit.chain;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The log as it is written: each line by a write of its own, and then the head, so that a killed process leaves the log at most
 * one line ahead of its head. After a failure the same line can be appended again. Not thread-safe, but for {@link #sync}.
 */
public final class ChainLog implements AutoCloseable {
    private static final int FILES = 8;
    private static final long LARGEST_FILE = 64L << 20;

    private final ChainFiles files;
    private final long maxBytes;
    private final Supplier<String> time;
    private final Consumer<String> anchors;

    private ChainKey key;
    private volatile HeadFile headFile;
    private volatile FileOutputStream out;
    /** Which file that is, whatever its name is by now. */
    private Object identity;

    private ChainHead written;
    private boolean headIsBehind;
    private long size;
    private long firstSeq;
    private boolean torn;
    private Anchor due;
    private volatile boolean foundWhole = true;

    /**
     * A log that is opened by the first line.
     *
     * @param maxBytes what all files together may take; the oldest goes first
     * @param time the present time for anchors
     * @param anchors is told each anchor, which is worth keeping elsewhere
     */
    public ChainLog(ChainFiles files, long maxBytes, Supplier<String> time, Consumer<String> anchors) {
        this.files = files;
        this.maxBytes = maxBytes;
        this.time = time;
        this.anchors = anchors;
    }

    /** Goes on where the log ends, with an anchor; repairs what a killed process left. Does nothing in an open log. */
    public void open() throws IOException {
        if (key == null) {
            begin();
        }
        if (out == null) {
            openCurrent();
        }
        if (headIsBehind) {
            writeHead();
        }
        if (due != null) {
            writeAnchor(due);
            dropOldest();
        }
    }

    /** Whether at the start of this process the log ended where its head says. */
    public boolean wasFoundWhole() {
        return foundWhole;
    }

    /**
     * Appends a line.
     *
     * @param object a JSON object with at least one field, in one line
     * @throws IOException if it is not in the log
     */
    public void append(String object) throws IOException {
        if (object.length() > LogLines.LONGEST / 4) {
            throw new IllegalArgumentException("a line of %d characters".formatted(object.length()));
        }
        open();
        ChainLine line = after(object);
        byte[] bytes = line.withLineEnd();
        if (size + bytes.length > fileLimit()) {
            rotate();
            line = after(object);
            bytes = line.withLineEnd();
        }
        write(line, bytes);
    }

    private ChainLine after(String object) {
        return ChainLine.after(written.count() + 1, written.hash(), object);
    }

    /** Appends an anchor. */
    public void anchor() throws IOException {
        open();
        writeAnchor(Anchor.of(Anchor.Reason.HOURLY));
    }

    private void writeAnchor(Anchor anchor) throws IOException {
        ChainLine line = anchor.line(written.count() + 1, written.hash(), time.get(), key);
        write(line, line.withLineEnd());
        due = null;
        anchors.accept(line.text());
    }

    private void write(ChainLine line, byte[] bytes) throws IOException {
        try {
            out.write(bytes);
        } catch (IOException e) {
            reopenLater();
            throw e;
        }
        size += bytes.length;
        written = new ChainHead(line.seq(), line.hash(), written.first());
        headIsBehind = true;
        try {
            writeHead();
        } catch (IOException e) {
            // the line is in the log, which may be one line ahead; the next one waits for the head
        }
    }

    /** Begins a new file where somebody has taken away the one that is written to: what comes now would be lost with it. */
    public void follow() throws IOException {
        open();
        if (!Objects.equals(identity, identity())) {
            FileOutputStream gone = out;
            out = null;
            gone.close();
            open();
        }
    }

    private Object identity() throws IOException {
        try {
            return Files.readAttributes(files.current(), BasicFileAttributes.class)
                    .fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** What was written of the line goes when the file is opened again, by whichever line is next. */
    private void reopenLater() {
        FileOutputStream failed = out;
        out = null;
        torn = true;
        try {
            failed.close();
        } catch (IOException e) {
            // it has failed already
        }
    }

    private void writeHead() throws IOException {
        headFile.write(written, key);
        headIsBehind = false;
    }

    /** Reads what is there. Key and head come before the first line, so that no line is ever without them. */
    private void begin() throws IOException {
        Optional<ChainKey> known = knownKey();
        Optional<ChainHead.Read> head = HeadFile.read(files.head());
        List<Path> all = files.all();
        Found found = Found.in(all);
        ChainKey opened = known.isPresent() ? known.get() : ChainKey.create(files);
        Optional<ChainHead> trusted =
                head.filter(read -> read.isMadeWith(opened)).map(ChainHead.Read::head);
        boolean fresh = found.isNothing()
                && head.map(ChainHead.Read::head).map(ChainHead::count).orElse(0L) == 0;
        Map<String, Object> repaired = repair(all);
        foundWhole = fresh || (trusted.isPresent() && found.isWhatSays(trusted.get()));
        due = foundWhole
                ? new Anchor(Anchor.Reason.START, repaired)
                : new Anchor.Mismatch(
                                trusted.map(ChainHead::count)
                                        .map(OptionalLong::of)
                                        .orElse(OptionalLong.empty()),
                                found.count())
                        .anchor(repaired);
        headFile = HeadFile.open(files.head());
        written = new ChainHead(found.count(), found.hash(), firstKept(all, trusted));
        headIsBehind = fresh;
        key = opened;
    }

    /** A key that is none any more is as one that is gone: the log goes on with another, and says so. */
    private Optional<ChainKey> knownKey() throws IOException {
        try {
            return ChainKey.read(files.key());
        } catch (ChainKey.DamagedException e) {
            return Optional.empty();
        }
    }

    private static long firstKept(List<Path> all, Optional<ChainHead> head) throws IOException {
        if (head.isPresent()) {
            return head.get().first();
        }
        return all.isEmpty()
                ? ChainHead.EMPTY.first()
                : Tail.firstLine(all.get(0)).map(ChainLine::seq).orElse(ChainHead.EMPTY.first());
    }

    /** Cuts off what is no whole line, in the newest file: nobody was answered for it. */
    private static Map<String, Object> repair(List<Path> all) throws IOException {
        Map<String, Object> repaired = new HashMap<>();
        if (!all.isEmpty()) {
            Path newest = all.get(all.size() - 1);
            Tail tail = Tail.of(newest);
            if (tail.torn() > 0) {
                try (FileOutputStream file = new FileOutputStream(newest.toFile(), true)) {
                    file.getChannel().truncate(tail.bytes());
                }
                repaired.put("torn_bytes", tail.torn());
            }
        }
        return repaired;
    }

    private void openCurrent() throws IOException {
        Path current = files.current();
        if (!Files.exists(current)) {
            Files.createFile(current, ChainFiles.OWNER_ONLY);
            files.sync();
        }
        FileOutputStream opened = new FileOutputStream(current.toFile(), true);
        if (torn && Files.size(current) > size) {
            opened.getChannel().truncate(size);
        }
        torn = false;
        identity = identity();
        size = Files.size(current);
        if (size == 0 && due == null) {
            due = Anchor.of(Anchor.Reason.ROTATION);
        }
        firstSeq = size == 0
                ? written.count() + 1
                : Tail.firstLine(current).map(ChainLine::seq).orElse(written.count());
        out = opened;
    }

    private long fileLimit() {
        return Math.min(LARGEST_FILE, maxBytes / FILES);
    }

    private void rotate() throws IOException {
        out.getFD().sync();
        FileOutputStream full = out;
        out = null;
        full.close();
        Files.move(files.current(), files.freeOlder(firstSeq));
        open();
    }

    /** The head says first what is kept, so that files which somebody else has removed are missed. */
    private void dropOldest() throws IOException {
        List<Path> older = files.older();
        long total = fileLimit();
        for (Path file : older) {
            total += Files.size(file);
        }
        for (int i = 0; i < older.size() && total > maxBytes; i++) {
            total -= Files.size(older.get(i));
            Path next = i + 1 < older.size() ? older.get(i + 1) : files.current();
            long first = Tail.firstLine(next).map(ChainLine::seq).orElse(written.count() + 1);
            written = new ChainHead(written.count(), written.hash(), first);
            writeHead();
            Files.delete(older.get(i));
        }
    }

    /**
     * Flushes what was written to the disk. May be called by any thread.
     *
     * @throws IOException if it may be lost
     */
    public void sync() throws IOException {
        FileOutputStream file = out;
        HeadFile head = headFile;
        try {
            if (file != null) {
                file.getFD().sync();
            }
            if (head != null) {
                head.sync();
            }
        } catch (IOException e) {
            if (file == out && head == headFile) { // a file that is full was flushed before it was closed
                throw e;
            }
        }
    }

    @Override
    public void close() throws IOException {
        FileOutputStream file = out;
        HeadFile head = headFile;
        out = null;
        headFile = null;
        if (file != null) {
            file.getFD().sync();
            file.close();
        }
        if (head != null) {
            head.sync();
            head.close();
        }
    }
}

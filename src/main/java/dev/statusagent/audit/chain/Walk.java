package dev.statusagent.audit.chain;

import static dev.statusagent.audit.chain.Finding.Kind.ADDED;
import static dev.statusagent.audit.chain.Finding.Kind.CHANGED;
import static dev.statusagent.audit.chain.Finding.Kind.REMOVED;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One walk through a log, from its first line to the first that is wrong. */
final class Walk {
    private final ChainFiles directory;
    private final List<Path> files;
    private final Optional<ChainKey> key;
    private final Optional<ChainHead> head;
    private final boolean whole;
    private final List<String> notes = new ArrayList<>();
    private Located before;
    private Located unfinished;
    private long lines;
    private long firstSeq;
    private long seq;
    private String hash;
    private Located lastOfHead;
    private Located afterHead;

    /**
     * @param directory where key and head are
     * @param files in the order of their lines
     * @param head where the log ends; empty if nobody knows
     * @param whole whether these are all files of the log
     */
    Walk(ChainFiles directory, List<Path> files, Optional<ChainKey> key, Optional<ChainHead> head, boolean whole) {
        this.directory = directory;
        this.files = files;
        this.key = key;
        this.head = head;
        this.whole = whole;
    }

    Report report() throws IOException {
        Optional<Finding> finding;
        try (LogLines rest = new LogLines(files)) {
            finding = walk(rest);
        }
        if (finding.isEmpty()) {
            finding = end();
        }
        if (key.isEmpty()) {
            notes.add("audit.key is not here: who made the anchors could not be checked");
        }
        if (key.isPresent() && directory.isKeyOpen()) {
            notes.add("audit.key can be read by others than its owner, who could make anchors with it");
        }
        if (head.isEmpty()) {
            notes.add("audit.head is not here: whether lines are missing at the end could not be checked");
        }
        return new Report(files, lines, firstSeq, seq - 1, key.isPresent(), head.isPresent(), finding, notes);
    }

    private Optional<Finding> walk(LogLines rest) throws IOException {
        while (rest.peek() != null) {
            Located found = rest.next();
            if (found.torn() && rest.peek() == null && (before != null || isEmpty())) {
                unfinished = found;
                notes.add(
                        "the last line is not finished yet, or never was; the agent drops such a line when it starts");
                return Optional.empty();
            }
            boolean fits = before == null ? begins(found) : found.follows(seq, hash);
            if (!fits) {
                return Optional.of(
                        new Diagnosis(before, before == null ? first() : seq, hash, head.orElse(null)).of(found, rest));
            }
            ChainLine line = found.line().orElseThrow();
            if (Anchor.isOne(line)) {
                Optional<Finding> finding = anchor(found, line);
                if (finding.isPresent()) {
                    return finding;
                }
            }
            accept(found, line);
        }
        return Optional.empty();
    }

    /** Whether no line was ever written to its end. */
    private boolean isEmpty() {
        return head.map(known -> known.count() == 0).orElse(false);
    }

    private long first() {
        return whole && head.isPresent() ? head.get().first() : 1;
    }

    /** Whether a log may begin with the line: an anchor, and no later one than the head says. */
    private boolean begins(Located found) {
        if (found.torn() || !found.isAnchor()) {
            return false;
        }
        ChainLine line = found.line().orElseThrow();
        boolean nothingBefore = line.seq() > 1 || line.prev().equals(ChainLine.NONE);
        return nothingBefore
                && (!whole || head.isEmpty() || line.seq() <= head.get().first());
    }

    private Optional<Finding> anchor(Located found, ChainLine line) {
        if (key.isPresent() && !Anchor.isMadeWith(key.get(), line)) {
            return Optional.of(
                    Finding.at(
                            found.place(),
                            CHANGED,
                            "it is an anchor that was not made with the key; it was changed, or lines before it and all hashes after them"));
        }
        return Anchor.mismatch(line).map(mismatch -> mismatched(found.place(), mismatch));
    }

    private static Finding mismatched(Place place, Anchor.Mismatch mismatch) {
        String start = "when the agent started here, ";
        if (mismatch.headCount().isEmpty()) {
            return Finding.at(place, REMOVED, start + "audit.head or audit.key was missing or another one");
        }
        long head = mismatch.headCount().getAsLong();
        long found = mismatch.foundCount();
        if (found < head) {
            return Finding.at(
                    place,
                    REMOVED,
                    start
                            + Diagnosis.missing(found + 1, head)
                                    .replace("is ", "was ")
                                    .replace("are ", "were "));
        }
        return found > head
                ? Finding.at(
                        place,
                        ADDED,
                        start + "there were lines after number %d, the last one by audit.head".formatted(head))
                : Finding.at(
                        place, CHANGED, start + "line number %d was not the one that audit.head knows".formatted(head));
    }

    private void accept(Located found, ChainLine line) {
        if (lines == 0) {
            firstSeq = line.seq();
        }
        lines++;
        seq = line.seq() + 1;
        hash = line.hash();
        before = found;
        if (head.isPresent()) {
            if (line.seq() == head.get().count()) {
                lastOfHead = found;
            } else if (line.seq() == head.get().count() + 1) {
                afterHead = found;
            }
        }
    }

    /** Compares the end with the head: a killed process leaves the log one line ahead of it at most. */
    private Optional<Finding> end() throws IOException {
        if (head.isEmpty()) {
            return Optional.empty();
        }
        long count = head.get().count();
        if (before == null) {
            return count == 0
                    ? Optional.empty()
                    : Optional.of(new Finding(
                            REMOVED,
                            files.isEmpty() ? directory.current() : files.get(0),
                            1,
                            Diagnosis.missing(head.get().first(), count)));
        }
        if (seq - 1 < count && !Diagnosis.isJson(before)) {
            return Optional.of(Diagnosis.notJson(before));
        }
        if (seq - 1 < count) {
            if (unfinished != null && seq == count) {
                return Optional.of(Finding.at(unfinished.place(), CHANGED, "its end is missing"));
            }
            Place end = unfinished == null ? before.place().next() : unfinished.place();
            return Optional.of(Finding.at(end, REMOVED, Diagnosis.missing(seq, count)));
        }
        if (lastOfHead == null && count > 0) {
            return Optional.of(new Finding(ADDED, files.get(0), 1, "audit.head ends before it"));
        }
        if (count > 0
                && !lastOfHead.line().orElseThrow().hash().equals(head.get().hash())) {
            return Optional.of(Finding.at(lastOfHead.place(), CHANGED, "its hash is not what audit.head says"));
        }
        return seq - 1 > count + 1 && !hasMovedOn()
                ? Optional.of(Finding.at(afterHead.place(), ADDED, "audit.head ends before it"))
                : Optional.empty();
    }

    /** Whether the agent was writing meanwhile, and its head is where the walk has ended, or further on. */
    private boolean hasMovedOn() throws IOException {
        Optional<ChainHead.Read> now = HeadFile.read(directory.head());
        if (now.isEmpty() || key.isEmpty() || !now.get().isMadeWith(key.get())) {
            return false;
        }
        ChainHead moved = now.get().head();
        return moved.count() >= seq
                || (moved.count() == seq - 1 && moved.hash().equals(hash))
                || (moved.count() == seq - 2
                        && moved.hash().equals(before.line().orElseThrow().prev()));
    }
}

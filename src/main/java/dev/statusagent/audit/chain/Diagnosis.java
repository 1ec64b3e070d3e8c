package dev.statusagent.audit.chain;

import static dev.statusagent.audit.chain.Finding.Kind.ADDED;
import static dev.statusagent.audit.chain.Finding.Kind.CHANGED;
import static dev.statusagent.audit.chain.Finding.Kind.MOVED;
import static dev.statusagent.audit.chain.Finding.Kind.REMOVED;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/**
 * Tells, where the chain breaks, which line is the wrong one: that which breaks it or the one before, and how.
 *
 * @param before the last line that fitted; null at the beginning
 * @param seq the number that was expected
 * @param hash the hash that was expected of the line before; null where nobody knows
 * @param head where the log ends; null where nobody knows
 */
record Diagnosis(Located before, long seq, String hash, ChainHead head) {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    /** What is wrong at the line, whose followers are still to be read. */
    Finding of(Located found, LogLines rest) throws IOException {
        Located next = rest.peek();
        if (before != null && !isJson(before)) {
            return notJson(before);
        }
        Optional<ChainLine> line = found.line();
        if (fits(next)) {
            boolean fromFurtherOn = line.isPresent() && line.get().seq() > seq && !standsAgain(line.get(), rest);
            return fromFurtherOn
                    ? Finding.at(found.place(), MOVED, "it belongs further on")
                    : Finding.at(found.place(), ADDED, "the line after it fits to the one before it");
        }
        if (line.isEmpty()) {
            boolean behindTheEnd = head != null && head.count() < seq;
            return Finding.at(found.place(), behindTheEnd ? ADDED : CHANGED, "it is no line of this log");
        }
        return found.torn()
                ? Finding.at(found.place(), CHANGED, "its end is missing")
                : of(found, line.get(), next, rest);
    }

    private Finding of(Located found, ChainLine line, Located next, LogLines rest) throws IOException {
        if (line.seq() == seq && before == null) {
            return Finding.at(found.place(), CHANGED, "it is not the anchor that was there");
        }
        if (line.seq() == seq) {
            return isConfirmed(line, next)
                    ? Finding.at(before.place(), CHANGED, "its hash is not what the line after it says")
                    : Finding.at(found.place(), CHANGED, "it does not name the hash of the line before it");
        }
        if (line.prev().equals(hash)) {
            return Finding.at(found.place(), CHANGED, "its number is not %d".formatted(seq));
        }
        if (before != null && isTwin(line, next)) {
            return Finding.at(before.place(), ADDED, "the line after it has the same number and fits to the rest");
        }
        boolean slotFilled = next != null && next.has(seq + 1) && !isConfirmed(line, next);
        if (isFurtherOn(rest)) {
            return Finding.at(found.place(), MOVED, "line number %d stands further on".formatted(seq));
        }
        if (slotFilled) {
            return Finding.at(found.place(), CHANGED, "its number is not %d".formatted(seq));
        }
        return line.seq() > seq
                ? removed(found, line)
                : Finding.at(found.place(), ADDED, "its number, %d, was there before".formatted(line.seq()));
    }

    private Finding removed(Located found, ChainLine line) {
        boolean endOfTheFileBefore = before != null && found.place().line() == 1 && found.isAnchor();
        return Finding.at(
                endOfTheFileBefore ? before.place().next() : found.place(), REMOVED, missing(seq, line.seq() - 1));
    }

    static String missing(long from, long to) {
        return from == to
                ? "line number %d is missing".formatted(from)
                : "line numbers %d to %d are missing".formatted(from, to);
    }

    private boolean fits(Located line) {
        return line != null && (hash == null ? line.isAnchor() && line.has(seq) : line.follows(seq, hash));
    }

    /** Whether what comes next was written after that very line. */
    private boolean isConfirmed(ChainLine line, Located next) {
        if (next != null && next.line().isPresent()) {
            return next.line().get().prev().equals(line.hash());
        }
        return head != null && head.count() == line.seq() && head.hash().equals(line.hash());
    }

    /** Whether somebody put a line with this one's number before it. */
    private boolean isTwin(ChainLine line, Located next) {
        return line.seq() == seq - 1
                && line.prev().equals(before.line().orElseThrow().prev())
                && isConfirmed(line, next);
    }

    private static boolean standsAgain(ChainLine line, LogLines rest) throws IOException {
        for (Located other = rest.next(); other != null; other = rest.next()) {
            if (other.line().map(line::equals).orElse(false)) {
                return true;
            }
        }
        return false;
    }

    private boolean isFurtherOn(LogLines rest) throws IOException {
        for (Located line = rest.next(); line != null; line = rest.next()) {
            if (line.has(seq) && (hash == null || line.follows(seq, hash))) {
                return true;
            }
        }
        return false;
    }

    static Finding notJson(Located line) {
        return Finding.at(line.place(), CHANGED, "it is not one JSON object");
    }

    static boolean isJson(Located line) {
        try {
            JSON.readTree(line.line().orElseThrow().text());
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}

package dev.statusagent.audit.chain;

import java.util.Optional;

/**
 * A line that was read.
 *
 * @param line empty if it is none of the log's
 * @param torn whether the file ends within it
 */
record Located(Place place, Optional<ChainLine> line, boolean torn) {
    boolean follows(long seq, String hashBefore) {
        return !torn && line.map(read -> read.follows(seq, hashBefore)).orElse(false);
    }

    boolean has(long seq) {
        return line.map(read -> read.seq() == seq).orElse(false);
    }

    boolean isAnchor() {
        return line.map(Anchor::isOne).orElse(false);
    }
}

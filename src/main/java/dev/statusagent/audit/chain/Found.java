package dev.statusagent.audit.chain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the files end.
 *
 * @param count the number of the last line; 0 if there is none, or it is none of the log's
 * @param prev what that line says of the one before
 * @param hash its hash
 */
record Found(long count, String prev, String hash) {
    /** The end of the newest file that has a line. */
    static Found in(List<Path> files) throws IOException {
        for (int i = files.size() - 1; i >= 0; i--) {
            Tail tail = Tail.of(files.get(i));
            if (!tail.isEmpty()) {
                return new Found(
                        tail.line().map(ChainLine::seq).orElse(0L),
                        tail.line().map(ChainLine::prev).orElse(ChainLine.NONE),
                        tail.hash());
            }
        }
        return new Found(0, ChainLine.NONE, ChainLine.NONE);
    }

    /** Whether there is no line at all. */
    boolean isNothing() {
        return hash.equals(ChainLine.NONE);
    }

    /** Whether this is the end that the head says, or one line ahead of it, as a killed process may leave it. */
    boolean isWhatSays(ChainHead head) {
        boolean same = count == head.count() && hash.equals(head.hash());
        boolean ahead = count == head.count() + 1 && prev.equals(head.hash());
        return same || ahead;
    }
}

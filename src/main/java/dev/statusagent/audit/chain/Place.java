package dev.statusagent.audit.chain;

import java.nio.file.Path;

/**
 * Where a line stands.
 *
 * @param line from 1, in its file
 */
record Place(Path file, long line) {
    Place next() {
        return new Place(file, line + 1);
    }
}

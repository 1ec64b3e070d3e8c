package dev.statusagent.audit.chain;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the verification of a log has shown.
 *
 * @param files the files in the order of their lines
 * @param lines how many lines are in order
 * @param firstSeq the number of the first of them; 0 if there is none
 * @param lastSeq the number of the last of them
 * @param anchorsChecked whether the key was there, to tell who made the anchors
 * @param headChecked whether it is known where the log ends
 * @param finding the first thing that is wrong; empty if nothing is
 * @param notes what the reader should know beside
 */
public record Report(
        List<Path> files,
        long lines,
        long firstSeq,
        long lastSeq,
        boolean anchorsChecked,
        boolean headChecked,
        Optional<Finding> finding,
        List<String> notes) {
    public Report {
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }
}

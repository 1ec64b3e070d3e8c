package dev.statusagent.testing.agent;

import java.util.List;

/** A run of the packaged application that came to its end by itself. */
public record Ended(int exitCode, List<String> stdout, List<String> stderr) {}

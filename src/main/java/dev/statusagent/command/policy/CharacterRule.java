package dev.statusagent.command.policy;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which characters a command may have in it, quoted or not. */
public final class CharacterRule {
    private static final String FORBIDDEN = ";|&><$`";

    /** What the JVM encodes arguments and paths with; one that it cannot encode would reach the program as another. */
    private static final Set<Charset> ENCODINGS = Set.copyOf(
            Stream.of(Charset.defaultCharset(), Charset.forName(System.getProperty("sun.jnu.encoding", "US-ASCII")))
                    .toList());

    private final Set<Charset> encodings;

    public CharacterRule() {
        this(ENCODINGS);
    }

    CharacterRule(Set<Charset> encodings) {
        this.encodings = encodings;
    }

    /** Refuses what a shell would take for more than text, and what could not be shown or passed on as it is. */
    public void check(String line) {
        if (line.codePoints().anyMatch(Character::isISOControl)) {
            throw Refusal.because("line feeds, tabs and other control characters are not allowed");
        }
        if (line.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)) {
            throw Refusal.because(
                    "none of " + String.join(" ", List.of(FORBIDDEN.split(""))) + " is allowed, quoted or not");
        }
        if (!encodings.stream().allMatch(encoding -> encoding.newEncoder().canEncode(line))) {
            throw Refusal.because("it has characters that cannot be passed to a program in the agent's locale");
        }
    }
}

package dev.statusagent.container;

/**
 * One line that a container wrote.
 *
 * @param at when it was written, in RFC 3339 with all the digits that the runtime has; a text, since hundreds of thousands of
 *     lines a second are passed on and none is reckoned with. Empty where the runtime has none
 * @param text without its line end
 */
public record LogLine(LogSource source, String at, String text) {}

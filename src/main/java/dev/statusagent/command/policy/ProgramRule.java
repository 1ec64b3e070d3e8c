package dev.statusagent.command.policy;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one program may be given.
 *
 * @param options null: the program takes every word for text
 * @param operands what may stand beside the options, as the documentation says it
 * @param accepted what each operand must be
 * @param more judges the words and what they were read as once more
 */
public record ProgramRule(
        String program,
        List<Option> options,
        String operands,
        Pattern accepted,
        BiConsumer<List<String>, Arguments> more) {

    ProgramRule(String program, List<Option> options, String operands, String accepted) {
        this(program, options, operands, Pattern.compile(accepted), (words, arguments) -> {});
    }

    /** Refuses what the table does not have. */
    public void check(List<String> words) {
        if (options == null) {
            return;
        }
        Arguments arguments = Arguments.read(words, options);
        for (String operand : arguments.operands()) {
            if (!accepted.matcher(operand).matches()) {
                throw Refusal.because(program + " may not be given " + Refusal.shown(operand));
            }
        }
        more.accept(words, arguments);
    }

    /** The options as the documentation writes them. */
    public String documentedOptions() {
        if (options == null) {
            return "every word is text";
        }
        return options.isEmpty()
                ? "none"
                : options.stream().map(Option::documented).collect(Collectors.joining(", "));
    }
}

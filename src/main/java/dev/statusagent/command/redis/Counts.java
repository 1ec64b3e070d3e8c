package dev.statusagent.command.redis;

import dev.statusagent.command.CommandCounts;
import dev.statusagent.command.CommandState;
import dev.statusagent.command.CommandStatus;
import io.vertx.mutiny.redis.client.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Reads what the script {@code counts} answers. */
final class Counts {
    private static final int STATES = 0;
    private static final int OUTCOMES = 1;
    private static final int EXECUTORS = 2;

    private Counts() {}

    static CommandCounts read(Response answer) {
        return new CommandCounts(
                numbers(answer.get(STATES), CommandState::valueOf),
                numbers(answer.get(OUTCOMES), CommandStatus::valueOf),
                numbers(answer.get(EXECUTORS), name -> name));
    }

    /** Of a list of names and numbers; without those that are 0. */
    private static <K> Map<K, Long> numbers(Response pairs, Function<String, K> kind) {
        Map<K, Long> numbers = new HashMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            long number = pairs.get(i + 1).toLong();
            if (number > 0) {
                numbers.put(kind.apply(pairs.get(i).toString()), number);
            }
        }
        return numbers;
    }
}

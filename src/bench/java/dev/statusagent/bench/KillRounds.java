package dev.statusagent.bench;

import dev.statusagent.command.FullDisk;
import dev.statusagent.command.KilledAgent;
import java.nio.file.Path;

/**
 * Kills agents and fills their disks. Arguments: {@code kill}, the data directory and the number of rounds; or {@code full} and
 * a data directory on a small file system of its own.
 */
public final class KillRounds {
    private KillRounds() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[1]);
        if (arguments[0].equals("full")) {
            System.out.printf("full disk: %d commands accepted before it; none lost%n", new FullDisk(data).run());
            return;
        }
        long seed = System.nanoTime();
        System.out.printf("seed %d%n", seed);
        KilledAgent agent = new KilledAgent(data, 1000, seed);
        for (int round = 1; round <= Integer.parseInt(arguments[2]); round++) {
            KilledAgent.Round seen = agent.run(round);
            System.out.printf(
                    "round %2d: killed after %4d ms; %4d accepted, %4d of them done before; none lost, none done twice%n",
                    round, seen.killedAfterMillis(), seen.accepted(), seen.reportedBeforeTheKill());
        }
    }
}

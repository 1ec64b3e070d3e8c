package dev.statusagent.command.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** On a machine that is made up: who is sent a signal, and who never is. */
class FamilyTest {
    private static final String RUN = "0c7a6f0e-0000-4000-8000-000000000001";
    private static final ProcessStat LEADER = new ProcessStat(100, 'S', 50, 100, 100, 1000);

    private final Map<Long, ProcessStat> processes = new LinkedHashMap<>();
    private final Set<Long> marked = new java.util.HashSet<>();
    private final List<String> sent = new ArrayList<>();

    private final ProcessTable table = new ProcessTable() {
        @Override
        List<ProcessStat> alive() {
            return List.copyOf(processes.values());
        }

        @Override
        Optional<ProcessStat> find(long pid) {
            return Optional.ofNullable(processes.get(pid));
        }

        @Override
        boolean wasStartedWith(long pid, String variable) {
            return marked.contains(pid) && variable.equals("STATUS_RUN_ID=" + RUN);
        }
    };

    private final Signals signals = (target, signal) -> {
        sent.add(signal + ">" + target);
        if (signal == Signals.KILL) {
            processes.values().removeIf(process -> process.pid() == target || process.group() == -target);
        }
        return true;
    };

    FamilyTest() {
        add(1, 0, 1, 1);
        add(50, 1, 50, 50);
        add(60, 50, 50, 50);
    }

    private void add(long pid, long parent, long group, long session) {
        processes.put(pid, new ProcessStat(pid, 'S', parent, group, session, 10 * pid));
    }

    private Family family() {
        return new Family(table, signals, RUN, LEADER);
    }

    @Test
    void signalsTheGroupAtOnceAndTheOthersOneByOne() {
        add(100, 50, 100, 100);
        add(101, 100, 100, 100);
        add(102, 101, 102, 100);
        add(103, 102, 103, 103);
        add(104, 1, 104, 104);
        marked.add(104L);
        family().send(Signals.TERM);
        assertThat(sent).containsExactly("15>-100", "15>102", "15>104", "15>103");
    }

    @Test
    void killsUntilNobodyIsLeft() {
        add(100, 50, 100, 100);
        add(103, 100, 103, 103);
        assertThat(family().kill()).isEqualTo(2);
        assertThat(processes).containsOnlyKeys(1L, 50L, 60L);
    }

    @Test
    void findsThoseWhoOutliveTheirLeader() {
        add(101, 1, 100, 100);
        family().send(Signals.KILL);
        assertThat(sent).containsExactly("9>-100");
    }

    @Test
    void leavesASessionAloneWhoseNumberIsAnothersNow() {
        processes.put(100L, new ProcessStat(100, 'S', 1, 100, 100, 2000));
        add(101, 100, 100, 100);
        assertThat(family().kill()).isZero();
        assertThat(sent).isEmpty();
    }

    @Test
    void signalsAMarkedOneInThatCaseByItsOwnNumber() {
        processes.put(100L, new ProcessStat(100, 'S', 1, 100, 100, 2000));
        add(104, 1, 100, 100);
        marked.add(104L);
        family().send(Signals.KILL);
        assertThat(sent).containsExactly("9>104");
    }

    @Test
    void leavesAProcessAloneThatHasTakenTheNumberOfAMember() {
        ProcessStat member = new ProcessStat(104, 'S', 1, 104, 104, 1040);
        marked.add(104L);
        ProcessTable changing = new ProcessTable() {
            @Override
            List<ProcessStat> alive() {
                return List.of(member);
            }

            @Override
            Optional<ProcessStat> find(long pid) {
                return Optional.of(new ProcessStat(104, 'S', 1, 104, 104, 9999));
            }

            @Override
            boolean wasStartedWith(long pid, String variable) {
                return true;
            }
        };
        new Family(changing, signals, RUN, LEADER).send(Signals.KILL);
        assertThat(sent).isEmpty();
    }

    @Test
    void withoutAKnownLeaderOnlyTheMarkCounts() {
        add(101, 1, 100, 100);
        add(104, 1, 104, 104);
        marked.add(104L);
        assertThat(new Family(table, signals, RUN, null).members()).containsExactly(processes.get(104L));
    }
}

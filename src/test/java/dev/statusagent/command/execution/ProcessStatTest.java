package dev.statusagent.command.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessStatTest {
    private static final String REST = " 4242 4242 0 -1 4194560 110 0 0 0 0 0 0 0 20 0 1 0 8675309 2433024 206";

    @Test
    void readsALine() {
        assertThat(ProcessStat.parse("4242 (sleep) S 17" + REST))
                .isEqualTo(new ProcessStat(4242, 'S', 17, 4242, 4242, 8675309));
    }

    @Test
    void isNotDeceivedByTheNameOfTheProgram() {
        assertThat(ProcessStat.parse("4242 (a) R 1 1 1 (b)) S 17" + REST))
                .isEqualTo(new ProcessStat(4242, 'S', 17, 4242, 4242, 8675309));
    }

    @Test
    void anEndedProcessIsNotAlive() {
        assertThat(ProcessStat.parse("4242 (sleep) Z 17" + REST).isAlive()).isFalse();
    }

    @Test
    void readsItsOwn() {
        long own = ProcessHandle.current().pid();
        assertThat(new ProcessTable().find(own)).get().matches(process -> process.pid() == own && process.isAlive());
    }
}

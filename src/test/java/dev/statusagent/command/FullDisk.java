package dev.statusagent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.audit.chain.ChainFiles;
import dev.statusagent.audit.chain.Verification;
import dev.statusagent.testing.RawHttp;
import dev.statusagent.testing.agent.PackagedAgent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.awaitility.Awaitility;

/** Fills the file system of the data directory under an agent, kills it there, and looks that nothing accepted is lost. */
public final class FullDisk {
    private static final String LARGE =
            "echo" + " x".repeat(1) + "y".repeat(4000) + (" " + "z".repeat(4000)).repeat(14);
    private static final int MOST = 5_000;

    private final Path data;
    private final Set<String> accepted = new LinkedHashSet<>();

    /**
     * @param data on a file system of a few megabytes, which nobody else uses
     */
    public FullDisk(Path data) {
        this.data = data;
    }

    /** Runs it; how many commands were accepted until the disk was full. */
    public int run() throws IOException {
        try (PackagedAgent agent = KilledAgent.agent(data)) {
            ControlPlane plane = KilledAgent.plane(agent);
            RawHttp.Answer refused = fill(plane, "a-");
            assertThat(refused.status()).isEqualTo(507);
            assertThat(refused.text()).contains("urn:status:problem:storage-full");
            assertThat(agent.get("/q/health/ready").status())
                    .as("a full disk is no broken store")
                    .isEqualTo(200);
            takeSome(plane, 10); // what was accepted goes on while enqueuing is refused
            withoutAnyRoom(plane);
            assertThat(plane.enqueue("room-again", LARGE).status())
                    .as("still no room for new ones")
                    .isEqualTo(507);
            agent.kill();
        }
        int count = accepted.size();
        try (PackagedAgent agent = KilledAgent.agent(data)) {
            ControlPlane plane = KilledAgent.plane(agent);
            assertThat(accepted.stream()
                            .filter(id ->
                                    plane.get(ControlPlane.COMMANDS + "/" + id).status() != 200))
                    .as("accepted and lost")
                    .isEmpty();
            takeSome(plane, accepted.size() - 10);
            assertThat(plane.poll().status()).isEqualTo(204);
        }
        assertThat(Verification.of(new ChainFiles(data)).finding())
                .as("the audit log, through all of it")
                .isEmpty();
        return count;
    }

    private RawHttp.Answer fill(ControlPlane plane, String prefix) {
        for (int i = 0; i < MOST; i++) {
            RawHttp.Answer answer = plane.enqueue(prefix + i, LARGE);
            if (answer.status() != 202) {
                return answer;
            }
            accepted.add(prefix + i);
        }
        throw new AssertionError("the disk does not fill up");
    }

    private static void takeSome(ControlPlane plane, int commands) {
        for (int i = 0; i < commands; i++) {
            RawHttp.Answer answer = plane.poll();
            assertThat(answer.status()).as("delivery %d of %d", i, commands).isEqualTo(200);
            String id = answer.text().replaceAll("(?s).*\"id\":\"([^\"]+)\",\"name\".*", "$1");
            assertThat(plane.report(id).status()).isEqualTo(200);
        }
    }

    /** Takes the last byte of the disk away for a while. */
    private void withoutAnyRoom(ControlPlane plane) throws IOException {
        Path ballast = data.resolveSibling("ballast");
        takeAllRoom(ballast);
        RawHttp.Answer answer = plane.enqueue("no-room", "uname");
        assertThat(answer.status()).isEqualTo(507);
        assertThat(plane.get(ControlPlane.COMMANDS + "/no-room").status()).isEqualTo(404);
        Files.delete(ballast);
        Awaitility.await()
                .until(() -> plane.get(ControlPlane.COMMANDS + "?limit=1").status() == 200);
    }

    private static void takeAllRoom(Path ballast) throws IOException {
        byte[] page = new byte[4096];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(page);
            }
        } catch (IOException e) {
            // full, which is what we want
        }
    }
}

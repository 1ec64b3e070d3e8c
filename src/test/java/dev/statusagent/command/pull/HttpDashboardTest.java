package dev.statusagent.command.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statusagent.command.pull.Dashboard.Answer;
import dev.statusagent.outgoing.BoundedHttpClient;
import dev.statusagent.outgoing.OutgoingTls;
import dev.statusagent.security.CredentialsUnderTest;
import dev.statusagent.testing.dashboard.ControlPlane;
import dev.statusagent.testing.dashboard.Fault;
import dev.statusagent.testing.tls.TestCertificates;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire to the control plane, and how long that may take. */
class HttpDashboardTest {
    private static final String TOKEN = "first-token-0123456789-0123456789";
    private static final String NEXT = "second-token-0123456789-0123456789";
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final byte[] REPORT = "{\"command_id\":\"c-1\"}".getBytes(StandardCharsets.UTF_8);

    private ControlPlane controlPlane = ControlPlane.start(TOKEN);
    private final CredentialsUnderTest credentials = new CredentialsUnderTest(ControlPlane.AGENT_ID, TOKEN);

    @AfterEach
    void close() {
        controlPlane.close();
    }

    private Dashboard dashboard(String url, Optional<Path> cacert, Optional<Path> certificate, Optional<Path> key)
            throws Exception {
        BoundedHttpClient http = new BoundedHttpClient(OutgoingTls.context(cacert, certificate, key));
        return new HttpDashboard(URI.create(url), "default", http, credentials.credentials(), LIMIT, LIMIT);
    }

    private Dashboard dashboard() throws Exception {
        return dashboard(controlPlane.url(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Answer get(CompletableFuture<Answer> answer) throws Exception {
        return answer.get(10, TimeUnit.SECONDS);
    }

    @Test
    void asksAndReportsWithABearerAnAgentIdAndASignature() throws Exception {
        controlPlane.add("c-1", "echo hi");
        Answer offer = get(dashboard().poll());
        assertThat(offer.status()).isEqualTo(200);
        assertThat(new String(offer.body(), StandardCharsets.UTF_8)).contains("\"id\":\"c-1\"");
        assertThat(get(dashboard().report(REPORT)).status()).isEqualTo(200);
        assertThat(controlPlane.targets())
                .containsExactly(
                        "GET /api/v1/agent/commands/wait/default?timeout=30", "POST /api/v1/agent/commands/report");
        assertThat(controlPlane.refusals()).isEmpty();
    }

    @Test
    void keepsThePathOfItsBaseAndSignsIt() throws Exception {
        for (String slash : new String[] {"", "/"}) {
            try (ControlPlane behindAPath = ControlPlane.start(TOKEN, "/control%20plane/v2", null)) {
                behindAPath.add("c-1", "echo hi");
                String url = behindAPath.url() + slash;
                Dashboard dashboard = dashboard(url, Optional.empty(), Optional.empty(), Optional.empty());
                assertThat(get(dashboard.poll()).status()).isEqualTo(200);
                assertThat(get(dashboard.report(REPORT)).status()).isEqualTo(200);
                assertThat(behindAPath.targets())
                        .allMatch(target -> target.contains(" /control%20plane/v2/api/v1/agent/commands/"));
                assertThat(behindAPath.refusals()).isEmpty();
            }
        }
    }

    @Test
    void refreshesARefusedTokenOnceAndTriesAgain() throws Exception {
        controlPlane.add("c-1", "echo hi");
        controlPlane.token(NEXT);
        credentials.atSource(NEXT);
        assertThat(get(dashboard().poll()).status()).isEqualTo(200);
        assertThat(credentials.fetches()).isEqualTo(1);
        assertThat(controlPlane.refusals()).containsExactly("bearer");
    }

    @Test
    void doesTheSameAfter403() throws Exception {
        controlPlane.add("c-1", "echo hi");
        controlPlane.faultReports(Fault.status(403));
        credentials.atSource(NEXT);
        controlPlane.token(NEXT);
        assertThat(get(dashboard().report(REPORT)).status()).isEqualTo(200);
        assertThat(credentials.fetches()).isEqualTo(1);
    }

    @Test
    void givesUpWhereTheSourceHasNoOtherToken() throws Exception {
        controlPlane.token(NEXT);
        Dashboard dashboard = dashboard();
        for (int i = 0; i < 5; i++) {
            assertThat(get(dashboard.poll()).status()).isEqualTo(401);
        }
        assertThat(credentials.fetches()).as("at most one in 5 s").isEqualTo(1);
        assertThat(controlPlane.targets()).hasSize(5);
    }

    @Test
    void givesUpWhereTheNewTokenIsRefusedToo() throws Exception {
        controlPlane.token("third-token-0123456789-0123456789");
        credentials.atSource(NEXT);
        assertThat(get(dashboard().poll()).status()).isEqualTo(401);
        assertThat(controlPlane.targets()).hasSize(2);
    }

    @Test
    void sendsNothingWithoutAToken() throws Exception {
        CredentialsUnderTest none = new CredentialsUnderTest(ControlPlane.AGENT_ID, null);
        BoundedHttpClient http =
                new BoundedHttpClient(OutgoingTls.context(Optional.empty(), Optional.empty(), Optional.empty()));
        Dashboard dashboard =
                new HttpDashboard(URI.create(controlPlane.url()), "default", http, none.credentials(), LIMIT, LIMIT);
        assertThatThrownBy(() -> get(dashboard.poll())).hasCauseInstanceOf(Dashboard.NoTokenException.class);
        assertThat(controlPlane.targets()).isEmpty();
    }

    @Test
    void followsNoRedirect() throws Exception {
        controlPlane.faultPolls(Fault.redirect(controlPlane.url() + "/elsewhere"));
        assertThat(get(dashboard().poll()).status()).isEqualTo(307);
        assertThat(controlPlane.targets()).hasSize(1);
    }

    @Test
    void boundsTheWholeExchangeInTime() throws Exception {
        for (Fault fault : new Fault[] {Fault.hang(), Fault.hangMidBody()}) {
            controlPlane.faultPolls(fault);
            assertThatThrownBy(() -> get(dashboard().poll())).hasRootCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void boundsTheBodyAndFailsWhereItIsCut() throws Exception {
        for (Fault fault : new Fault[] {Fault.endlessBody(), Fault.cutMidBody()}) {
            controlPlane.faultPolls(fault);
            assertThatThrownBy(() -> get(dashboard().poll()))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(java.io.IOException.class);
        }
    }

    @Test
    void endsTheExchangeOfACancelledCall() throws Exception {
        CompletableFuture<Answer> poll = dashboard().poll();
        poll.cancel(true);
        controlPlane.add("c-1", "echo hi");
        assertThat(get(dashboard().poll()).status()).isEqualTo(200);
    }

    @Test
    void provesItselfByACertificateAndWantsTheRightAuthority(@TempDir Path directory) throws Exception {
        TestCertificates certificates = TestCertificates.in(directory);
        try (ControlPlane mutual = ControlPlane.start(TOKEN, "", certificates.serverTls())) {
            mutual.add("c-1", "echo hi");
            Optional<Path> ca = Optional.of(certificates.rootCaFile());
            Optional<Path> certificate = Optional.of(certificates.clientFile());
            Optional<Path> key = Optional.of(certificates.clientKeyFile());
            assertThat(get(dashboard(mutual.url(), ca, certificate, key).poll()).status())
                    .isEqualTo(200);
            for (Dashboard refused : new Dashboard[] {
                dashboard(mutual.url(), ca, Optional.empty(), Optional.empty()),
                dashboard(mutual.url(), Optional.empty(), certificate, key),
                dashboard(mutual.url(), Optional.of(certificates.unrelatedCaFile()), certificate, key)
            }) {
                assertThatThrownBy(() -> get(refused.poll())).isInstanceOf(ExecutionException.class);
            }
            assertThat(mutual.targets()).hasSize(1);
        }
    }
}

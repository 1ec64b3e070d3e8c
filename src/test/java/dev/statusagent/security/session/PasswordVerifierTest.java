package dev.statusagent.security.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.statusagent.config.Secret;
import dev.statusagent.security.session.AccountsTest.Login;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordVerifierTest {
    private static final Secret PASSWORD = new Secret("password");

    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final PasswordVerifier verifier = new PasswordVerifier(new SlowAccounts());

    private final class SlowAccounts extends Accounts {
        SlowAccounts() {
            super(Login.clear("olga", "password"), Login.clear("vic", "password"));
        }

        @Override
        Optional<Account> find(String user, Secret password) {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            atOnce.decrementAndGet();
            return Optional.of(new Account(user, "operator"));
        }
    }

    @AfterEach
    void stop() {
        open.countDown();
        verifier.stop(null);
    }

    @Test
    void verifiesTwoAtOnceAndKeepsAPlaceForThoseWhoHaveLoggedInBefore() {
        verifier.start(null);
        await().until(() -> verifier.allowedAtOnce() == 2);
        List<CompletionStage<Optional<Account>>> all = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            all.add(verifier.verify("olga", PASSWORD, false));
        }
        await().until(() -> atOnce.get() == 2);
        for (int i = 0; i < 8; i++) {
            all.add(verifier.verify("olga", PASSWORD, false));
        }
        assertThatThrownBy(() -> verifier.verify("olga", PASSWORD, false))
                .isInstanceOf(RejectedExecutionException.class);
        for (int i = 0; i < 8; i++) {
            all.add(verifier.verify("olga", PASSWORD, true));
        }
        assertThatThrownBy(() -> verifier.verify("olga", PASSWORD, true))
                .isInstanceOf(RejectedExecutionException.class);
        open.countDown();
        for (CompletionStage<Optional<Account>> one : all) {
            assertThat(one.toCompletableFuture().join()).isPresent();
        }
        assertThat(most.get()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} MiB of heap, {1} KiB each: {2}")
    @CsvSource({"62, 19456, 1", "64, 19456, 1", "113, 19456, 1", "114, 19456, 2", "4096, 65536, 2", "62, 0, 2"})
    void verifiesAsManyAtOnceAsTheHeapHasRoomFor(int heapMib, int memoryKib, int atOnce) {
        assertThat(PasswordVerifier.atOnce(heapMib * 1024L * 1024, memoryKib)).isEqualTo(atOnce);
    }
}

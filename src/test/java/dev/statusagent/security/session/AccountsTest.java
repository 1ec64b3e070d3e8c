package dev.statusagent.security.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.config.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsTest {
    private static final String BCRYPT = "$2b$04$Vp2EiJp.JFp3Kq7dXWMPDuZERVZuUQopZv7z3TcgmHbXgar0qjRFS";
    private static final String BCRYPT_PASSWORD = "just looking around";
    private static final Login NOBODY = new Login(Optional.empty(), Optional.empty(), Optional.empty());

    /** A login as the configuration gives it; the operator's and the viewer's at once. */
    record Login(Optional<String> username, Optional<Secret> password, Optional<Secret> passwordHash)
            implements PanelConfig, ViewerConfig {
        static Login clear(String user, String password) {
            return new Login(Optional.of(user), Optional.of(new Secret(password)), Optional.empty());
        }

        static Login hashed(String user, String hash) {
            return new Login(Optional.of(user), Optional.empty(), Optional.of(new Secret(hash)));
        }
    }

    @Test
    void aChangeOfAnyLoginEndsTheSessionsThatBeganBefore() {
        String id = SessionId.random().reveal();
        Set<Optional<String>> keys = new HashSet<>();
        List<Login> logins = List.of(
                NOBODY,
                Login.clear("olga", "olga's password"),
                Login.clear("olga", "another password"),
                Login.clear("olga2", "another password"),
                Login.hashed("olga", BCRYPT));
        for (Login operator : logins) {
            for (Login viewer : logins) {
                keys.add(SessionId.key(id, new Accounts(operator, viewer).configured()));
            }
        }
        assertThat(keys).hasSize(logins.size() * logins.size());
    }

    @ParameterizedTest(name = "{0} / {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "olga, olga's password, operator",
                "vic, just looking around, viewer",
                "olga, just looking around, -",
                "vic, olga's password, -",
                "nobody, olga's password, -",
                "nobody, just looking around, -",
                "'', '', -"
            })
    void findsTheOwnerOfUserAndPasswordWhateverTheKindsOfHash(String user, String password, String role) {
        Accounts accounts = new Accounts(Login.clear("olga", "olga's password"), Login.hashed("vic", BCRYPT));
        assertThat(accounts.find(user, new Secret(password)).map(Account::role)).isEqualTo(Optional.ofNullable(role));
    }

    @ParameterizedTest(name = "{0} / {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "olga, olga's password, operator",
                "vic, vic's password, viewer",
                "olga, vic's password, -",
                "vic, olga's password, -",
                "nobody, olga's password, -"
            })
    void findsItAmongHashesOfOneKindToo(String user, String password, String role) {
        Accounts accounts = new Accounts(Login.clear("olga", "olga's password"), Login.clear("vic", "vic's password"));
        assertThat(accounts.find(user, new Secret(password)).map(Account::role)).isEqualTo(Optional.ofNullable(role));
    }

    @Test
    void halfALoginIsNone() {
        Login withoutPassword = new Login(Optional.of("olga"), Optional.empty(), Optional.empty());
        Login withoutUser = new Login(Optional.empty(), Optional.of(new Secret("password")), Optional.empty());
        assertThat(new Accounts(NOBODY, NOBODY).areConfigured()).isFalse();
        assertThat(new Accounts(withoutPassword, withoutUser).areConfigured()).isFalse();
        assertThat(new Accounts(withoutPassword, Login.hashed("vic", BCRYPT)).areConfigured())
                .isTrue();
        assertThat(new Accounts(withoutPassword, withoutUser).find("olga", new Secret("password")))
                .isEmpty();
    }

    @Test
    void aViewerAloneCanLogIn() {
        Accounts accounts = new Accounts(NOBODY, Login.hashed("vic", BCRYPT));
        assertThat(accounts.find("vic", new Secret(BCRYPT_PASSWORD))).contains(new Account("vic", "viewer"));
    }
}

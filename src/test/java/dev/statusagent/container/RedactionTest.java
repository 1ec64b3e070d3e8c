package dev.statusagent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.config.Redaction;
import dev.statusagent.config.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret-1 | x secret-1 y secret-1 | x *** y ***",
                "secret-1 | secret-2 | secret-2",
                "short | short | short",
                "say \"hi\" | {\"p\":\"say \\\"hi\\\"\"} | {\"p\":\"***\"}",
                "a.b*c$d | a.b*c$d axbxcxd | *** axbxcxd"
            })
    void hidesAsItIsAndAsJsonWritesIt(String secret, String text, String shown) {
        assertThat(Redaction.NONE.with(List.of(new Secret(secret))).apply(text)).isEqualTo(shown);
    }

    @Test
    void hidesTheLongerOneWhole() {
        Redaction both = Redaction.NONE.with(List.of(new Secret("secret"), new Secret("secret-and-more")));
        assertThat(both.apply("secret-and-more, secret")).isEqualTo("***, ***");
    }

    @Test
    void hidesEachLineOfOneWithSeveral() {
        Redaction key = Redaction.NONE.with(List.of(new Secret("-----BEGIN-----\nMIIBVQIBAD\n-----END-----\n")));
        assertThat(key.apply("MIIBVQIBAD")).isEqualTo("***");
    }

    @Test
    void keepsNullAndWhatIsKnownAlready() {
        Redaction one = Redaction.NONE.with(List.of(new Secret("secret-1")));
        assertThat(one.apply(null)).isNull();
        assertThat(one.with(List.of(new Secret("secret-2"))).apply("secret-1 secret-2"))
                .isEqualTo("*** ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PASSWORD",
                "DB_PASSWORD",
                "POSTGRES_PASSWORD_HASH",
                "MYSQL_ROOT_PASS",
                "db_passwd",
                "APP_PWD",
                "SECRET",
                "CLIENT_SECRET_2",
                "GITHUB_TOKEN",
                "TOKEN2",
                "AWS_SECRET_ACCESS_KEY",
                "API_KEY",
                "apikey",
                "SENTRY_DSN",
                "com.example.api-key",
                "GOOGLE_CREDENTIALS"
            })
    void knowsSecretsByTheirNames(String name) {
        assertThat(SecretVariables.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PATH", "PWD", "HOME", "KEYBOARD", "TOKENIZER", "PASSENGER_COUNT", "SECRET_FILE", "DB_HOST", "TZ"
            })
    void takesNothingElseForOne(String name) {
        assertThat(SecretVariables.isSecret(name)).isFalse();
    }

    @Test
    void findsPasswordsInUrls() {
        assertThat(SecretVariables.valuesOf(
                        List.of("URL=postgres://app:pass-7qz@db:5432/x?y=z", "PLAIN=http://host:80/", "NAME", "X=")))
                .containsExactly(new Secret("pass-7qz"));
    }
}

package dev.statusagent.security.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statusagent.config.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hashes are other programs': the Argon2 reference implementation's, argon2-cffi's, pyca/bcrypt's. */
class PasswordHashTest {
    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "password $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "'correct horse bättery'"
                        + " $argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$cJ/wEQnSq/bQ27zr+lqugI4Awic66g2B4tbk6Pg0Sas",
                "'correct horse bättery'"
                        + " $argon2id$v=19$m=256,t=3,p=4$c2FsdHNhbHRzYWx0c2FsdA$O3Rc/V71ZMHApc20WumBHcgRF3Az7Gw2IJ6FliLT+aY",
                "'just looking around' $2b$04$Vp2EiJp.JFp3Kq7dXWMPDuZERVZuUQopZv7z3TcgmHbXgar0qjRFS",
                "'just looking around' $2a$05$hP5XyAQpO43hZFUCIBMf/OWRXngs9.YIfqKqgsoFKTNEJ7kFQd.Iu",
                "'just looking around' $2y$05$hP5XyAQpO43hZFUCIBMf/OWRXngs9.YIfqKqgsoFKTNEJ7kFQd.Iu"
            })
    void recognizesWhatOtherProgramsHashed(String password, String encoded) {
        PasswordHash hash = PasswordHash.parse(new Secret(encoded));
        assertThat(hash.matches(new Secret(password))).isTrue();
        assertThat(hash.matches(new Secret(password + "x"))).isFalse();
        assertThat(hash.matches(new Secret(password.substring(1)))).isFalse();
        assertThat(hash.matches(new Secret(""))).isFalse();
        assertThat(hash.encoded().reveal()).isEqualTo(encoded);
    }

    @Test
    void hashesWithArgon2idAndAnotherSaltEachTime() {
        Secret password = new Secret("correct horse battery staple");
        PasswordHash one = PasswordHash.of(password);
        PasswordHash two = PasswordHash.of(password);
        assertThat(one.encoded().reveal())
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .isNotEqualTo(two.encoded().reveal());
        assertThat(PasswordHash.parse(one.encoded()).matches(password)).isTrue();
        assertThat(one.cost()).isEqualTo(two.cost());
    }

    @Test
    void takesPasswordsOfAnyLengthWithArgon2id() {
        Secret password = new Secret("ü".repeat(1024));
        PasswordHash hash = PasswordHash.of(password);
        assertThat(hash.matches(password)).isTrue();
        assertThat(hash.matches(new Secret("ü".repeat(1023)))).isFalse();
    }

    @Test
    void refusesWithBcryptWhatTheAlgorithmWouldCutOff() {
        PasswordHash of72 =
                PasswordHash.parse(new Secret("$2b$04$tXlDvcrtmaaYRmX4YngvPu33SxhwlBIHujiC8vok0IfCjcjFcqg7S"));
        assertThat(of72.matches(new Secret("a".repeat(72)))).isTrue();
        assertThat(of72.matches(new Secret("a".repeat(73)))).isFalse();
        assertThat(of72.matches(new Secret("a".repeat(71)))).isFalse();
        assertThat(of72.matches(new Secret("ä".repeat(72)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2b$04$tXlDvcrtmaaYRmX4YngvPu33SxhwlBIHujiC8vok0IfCjcjFcqg7S",
                "$argon2id$v=19$m=256,t=3,p=4$c2FsdHNhbHRzYWx0c2FsdA$O3Rc/V71ZMHApc20WumBHcgRF3Az7Gw2IJ6FliLT+aY"
            })
    void neverShowsItself(String encoded) {
        assertThat(PasswordHash.parse(new Secret(encoded)).toString()).doesNotContain(encoded.substring(20));
    }
}

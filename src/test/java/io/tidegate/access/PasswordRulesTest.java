package io.tidegate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.access.Passwords.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "Password!!!!",
                "passwordpassword",
                "123456789012",
                "aaaaaaaaaaaa",
                "correct-horse-battery-staple",
                "QwertyUIOP[]"
            })
    void oneThatIsTriedFirstIsRefused(String password) {
        assertThatThrownBy(() -> PasswordRules.check(password, "ann"))
                .hasMessageStartingWith("the password is one of those that are tried first");
    }

    @Test
    void theNameIsNone() {
        assertThatThrownBy(() -> PasswordRules.check("Ann@Example.org", "ann@example.org"))
                .hasMessage(
                        "the password is the name; choose one that cannot be guessed; nothing was changed");
    }

    @Test
    void lengthIsCountedInCharacters() {
        PasswordRules.check("\ud83d\udd11abcdefghijk", "ann");
        assertThatThrownBy(() -> PasswordRules.check("\ud83d\udd11abcdefghij", "ann"))
                .hasMessageContaining("has 11 characters, allowed are 12 to 128");
        assertThatThrownBy(() -> PasswordRules.check("abcde".repeat(26), "ann"))
                .hasMessageContaining("has 130 characters");
    }

    @Test
    void theSameLettersAreTheSamePasswordHoweverTheyWereTyped() {
        Passwords passwords = new Passwords();
        String kept = passwords.hash("caf\u00e9 and croissants");
        assertThat(passwords.check("cafe\u0301 and croissants", kept)).isEqualTo(Verdict.RIGHT);
        assertThat(passwords.check("cafe and croissants", kept)).isEqualTo(Verdict.WRONG);
        assertThat(passwords.check("anything", null)).isEqualTo(Verdict.WRONG);
        assertThat(
                        passwords.check(
                                "password",
                                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
                .isEqualTo(Verdict.RIGHT);
    }
}

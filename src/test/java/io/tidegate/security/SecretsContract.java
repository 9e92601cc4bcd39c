package io.tidegate.security;

import static io.tidegate.failedquery.StoredDeliveries.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.failedquery.StoredDeliveries;
import io.tidegate.security.SecretRefused.Why;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the stored secrets on each database. */
abstract class SecretsContract {
    private static final String ODD = "a\0b\"\\\n\r\t \u00e9\ud83d\udd11 {{secret:crm}}";

    @TempDir Path folder;
    final Map<String, String> environment = new HashMap<>();
    private StoredDeliveries stored;
    private StoredSecrets secrets;

    abstract String url();

    @BeforeEach
    void open() {
        stored = new StoredDeliveries(url());
        secrets = opened();
    }

    @AfterEach
    void close() {
        stored.close();
    }

    /** As after a start. */
    private StoredSecrets opened(String... masterKeys) {
        return new StoredSecrets(
                new StoredSecrets.Place(stored.database, stored.journal, folder),
                List.of(masterKeys),
                environment,
                stored.clock);
    }

    private Path keyFile() {
        return folder.resolve("master.key");
    }

    private String keys() throws IOException {
        return Files.readString(keyFile());
    }

    private static String newKey() {
        return MasterKey.random().base64();
    }

    private static String id(String base64) {
        return MasterKey.of(base64.strip()).id();
    }

    @Test
    void oneThatIsSetIsReadAtOnceAndAfterAStart() {
        assertThat(secrets.secret("crm")).isNull();
        SecretEntry set = secrets.set("crm", ODD, "ann");

        assertThat(set).isEqualTo(new SecretEntry("crm", null, NOW, "ann", null));
        assertThat(secrets.secret("crm")).isEqualTo(ODD);
        assertThat(opened().secret("crm")).isEqualTo(ODD);
        assertThat(opened().list()).containsExactly(set);
    }

    @Test
    void settingItAnewCountsAtOnceAndTheTextBeforeIsStillHidden() {
        secrets.set("crm", "the first", "ann");
        secrets.set("crm", "the second", "bob");

        assertThat(secrets.secret("crm")).isEqualTo("the second");
        assertThat(secrets.lately("crm")).containsExactly("the second", "the first");
        assertThat(secrets.list()).extracting(SecretEntry::setBy).containsExactly("bob");

        secrets.delete("crm");
        assertThat(secrets.secret("crm")).isNull();
        assertThat(secrets.lately("crm")).contains("the second", "the first");
    }

    @Test
    void noMoreThanAFewTextsOfOneAreRemembered() {
        for (int i = 0; i < 10; i++) {
            secrets.set("crm", "text " + i, "ann");
        }
        assertThat(secrets.lately("crm")).containsExactly("text 9", "text 8", "text 7", "text 6");
    }

    @Test
    void oneThatIsDeletedIsGone() {
        secrets.set("crm", "text", "ann");
        assertThat(secrets.delete("crm").setBy()).isEqualTo("ann");

        assertThat(secrets.list()).isEmpty();
        assertThat(opened().secret("crm")).isNull();
        assertThat(secrets.whyMissing("crm"))
                .isEqualTo(
                        "the secret crm is not set: set it by tidegate secret set crm, or in the environment as"
                                + " TIDEGATE_SECRET_CRM");
        assertThatThrownBy(() -> secrets.delete("crm"))
                .isInstanceOf(SecretRefused.class)
                .hasMessage("there is no secret crm");
    }

    @Test
    void theTextIsNotInTheDatabase() {
        secrets.set("crm", "hunter2-hunter2", "ann");
        String row = stored.row("SELECT name, key_id, set_at, set_by FROM secret");
        EncryptedSecret read = new SqlSecretRows(stored.database, stored.journal).all().get(0);

        assertThat(row).startsWith("crm|").endsWith("|" + NOW + "|ann").doesNotContain("hunter2");
        assertThat(new String(read.encrypted(), StandardCharsets.ISO_8859_1))
                .hasSize("hunter2-hunter2".length() + 12 + 16)
                .doesNotContain("hunter2");
    }

    @Test
    void theSameTextIsNeverEncryptedTheSame() {
        MasterKey key = MasterKey.random();
        assertThat(key.encrypt("crm", "text")).isNotEqualTo(key.encrypt("crm", "text"));
    }

    @Test
    void noRowStandsInForAnothers() {
        secrets.set("mail", "of mail", "ann");
        stored.journal
                .change(
                        (connection, dialect) -> {
                            try (var statement = connection.createStatement()) {
                                return statement.executeUpdate(
                                        "UPDATE secret SET name = 'crm' WHERE name = 'mail'");
                            }
                        })
                .toCompletableFuture()
                .join();

        StoredSecrets again = opened();
        assertThat(again.secret("crm")).isNull();
        assertThat(again.problems())
                .containsExactly(
                        "the secret crm cannot be read: its row was changed or damaged: set it anew after"
                                + " tidegate secret delete crm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Crm", "a b", "a--b", "-a", "a-", "a_b", "\u00e9", "a/b"})
    void aNameThatNoneMayHaveIsRefused(String name) {
        assertThatThrownBy(() -> secrets.set(name, "text", "ann"))
                .isInstanceOf(SecretRefused.class)
                .hasMessage(
                        "the name is \""
                                + name
                                + "\", allowed are lower-case letters, digits and single dashes between them, at most"
                                + " 100, such as crm-token");
    }

    @Test
    void aTextHasOneTo65536Bytes() {
        secrets.set("crm", "\u00e9".repeat(32_768), "ann");
        assertThat(opened().secret("crm")).hasSize(32_768);

        assertThatThrownBy(() -> secrets.set("crm", "x".repeat(65_537), "ann"))
                .hasMessage(
                        "the text of the secret crm has 65537 bytes, allowed are 65536; nothing was set");
        assertThatThrownBy(() -> secrets.set("crm", "", "ann"))
                .hasMessage("the text of the secret crm is empty; nothing was set");
        assertThatThrownBy(() -> secrets.set("crm", "\ud83d", "ann"))
                .hasMessageContaining("half of a character");
        assertThat(secrets.secret("crm")).hasSize(32_768);
    }

    @Test
    void theEnvironmentWinsOverTheStoreAndTheListSaysSo() {
        secrets.set("crm", "of the store", "ann");
        environment.put("TIDEGATE_SECRET_CRM", "of the environment");
        environment.put("TIDEGATE_SECRET_MAIL_KEY", "m");
        environment.put("TIDEGATE_SECRET_EMPTY", "");
        StoredSecrets both = opened();

        assertThat(both.secret("crm")).isEqualTo("of the environment");
        assertThat(both.list())
                .containsExactly(
                        new SecretEntry("crm", "TIDEGATE_SECRET_CRM", NOW, "ann", null),
                        new SecretEntry("mail-key", "TIDEGATE_SECRET_MAIL_KEY", null, null, null));
        assertThatThrownBy(() -> both.delete("mail-key"))
                .hasMessage(
                        "the secret mail-key is in the environment alone, as TIDEGATE_SECRET_MAIL_KEY: the store has"
                                + " none of that name to delete");
        both.delete("crm");
        assertThat(both.secret("crm")).isEqualTo("of the environment");
    }

    @Test
    void withoutASecretNoKeyIsMade() {
        assertThat(keyFile()).doesNotExist();
        secrets.set("crm", "text", "ann");
        assertThat(keyFile()).exists();
    }

    @Test
    void aWrongMasterKeyNamesWhatCannotBeReadAndChangesNothing() throws IOException {
        secrets.set("crm", "text", "ann");
        secrets.set("mail", "text", "ann");
        String right = keys();
        Path kept = Files.move(keyFile(), folder.resolve("kept"));
        String wrong = newKey();
        StoredSecrets blind = opened(wrong);

        assertThat(blind.problems())
                .containsExactly(
                        "the secret crm cannot be read: " + blindness(right, wrong, "crm"),
                        "the secret mail cannot be read: " + blindness(right, wrong, "mail"));
        assertThat(blind.whyMissing("crm")).isEqualTo(blind.problems().get(0));
        assertThat(blind.list())
                .extracting(SecretEntry::error)
                .containsExactly(blindness(right, wrong, "crm"), blindness(right, wrong, "mail"));
        assertThatThrownBy(() -> blind.set("new", "text", "ann"))
                .isInstanceOfSatisfying(
                        SecretRefused.class, e -> assertThat(e.why()).isEqualTo(Why.CONFLICT))
                .hasMessage(
                        "cannot set new while these secrets cannot be read: crm, mail. crm is "
                                + blindness(right, wrong, "crm")
                                + "; nothing was changed");
        assertThatThrownBy(blind::rotate)
                .hasMessageStartingWith("cannot change the master key while these secrets");

        Files.move(kept, keyFile());
        assertThat(opened().secret("crm")).as("the key's file is put back").isEqualTo("text");
    }

    private static String blindness(String right, String wrong, String name) {
        return "encrypted with the master key "
                + id(right)
                + ", at hand is "
                + id(wrong)
                + " of TIDEGATE_MASTER_KEY: start again with that key, or set it anew after tidegate secret delete "
                + name;
    }

    @Test
    void oneWhoseKeyIsLostIsDeletedAndSetAnew() throws IOException {
        secrets.set("crm", "text", "ann");
        Files.delete(keyFile());
        StoredSecrets blind = opened();
        assertThat(blind.problems().get(0))
                .contains(", there is none (neither TIDEGATE_MASTER_KEY nor " + keyFile() + ")");

        blind.delete("crm");
        blind.set("crm", "anew", "ann");
        assertThat(opened().secret("crm")).isEqualTo("anew");
    }

    @Test
    void rotationEncryptsAllWithANewKeyAndForgetsTheOld() throws IOException {
        secrets.set("crm", "c", "ann");
        secrets.set("mail", "m", "bob");
        String old = keys();
        SecretStore.Rotation rotation = secrets.rotate();

        assertThat(rotation).isEqualTo(new SecretStore.Rotation(id(keys()), 2, null));
        assertThat(keys()).isNotEqualTo(old).hasLineCount(1);
        assertThat(stored.row("SELECT min(key_id), max(key_id) FROM secret"))
                .isEqualTo(rotation.key() + "|" + rotation.key());
        for (StoredSecrets now : List.of(secrets, opened())) {
            assertThat(now.secret("crm")).isEqualTo("c");
            assertThat(now.secret("mail")).isEqualTo("m");
            assertThat(now.list()).extracting(SecretEntry::setBy).containsExactly("ann", "bob");
        }
    }

    @Test
    void aRotationThatWasCutShortEndsAtTheNextStart() throws IOException {
        secrets.set("crm", "c", "ann");
        String old = keys();
        String next = newKey() + "\n";
        Files.writeString(keyFile(), next + old);

        assertThat(opened().secret("crm")).isEqualTo("c");
        assertThat(keys()).isEqualTo(next);
        assertThat(stored.row("SELECT key_id FROM secret")).isEqualTo(id(next));
        assertThat(opened().secret("crm")).isEqualTo("c");
    }

    @Test
    void theSettingsKeysRotateByAnewOneBeforeTheOld() {
        String old = newKey();
        opened(old).set("crm", "c", "ann");
        assertThat(keyFile()).doesNotExist();
        assertThatThrownBy(() -> opened(old).rotate())
                .hasMessage(
                        "the first key of TIDEGATE_MASTER_KEY encrypts every secret already: put a new one before it,"
                                + " TIDEGATE_MASTER_KEY=NEW,OLD (openssl rand -base64 32 makes one), start again, then"
                                + " rotate, and OLD can go; nothing was changed");

        String next = newKey();
        StoredSecrets both = opened(next, old);
        assertThat(both.secret("crm")).isEqualTo("c");
        assertThat(both.rotate()).isEqualTo(new SecretStore.Rotation(id(next), 1, null));
        assertThat(opened(next).secret("crm")).isEqualTo("c");
    }

    @Test
    void theKeyMovesFromTheFileToTheSettingByARotation() throws IOException {
        secrets.set("crm", "c", "ann");
        String next = newKey();
        StoredSecrets moved = opened(next);
        assertThat(moved.secret("crm")).isEqualTo("c");

        moved.rotate();
        Files.delete(keyFile());
        assertThat(opened(next).secret("crm")).isEqualTo("c");
    }

    @Test
    void nothingPrintsAText() {
        secrets.set("crm", "hunter2", "ann");
        assertThat(secrets + " " + secrets.list() + MasterKey.random())
                .doesNotContain("hunter2")
                .contains("crm");
    }
}

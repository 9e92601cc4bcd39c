package io.tidegate.security;

class SqliteSecretsTest extends SecretsContract {
    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve("tidegate.db");
    }
}

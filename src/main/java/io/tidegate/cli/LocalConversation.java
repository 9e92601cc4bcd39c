package io.tidegate.cli;

/** With the journal, while no server runs. */
final class LocalConversation extends Conversation {
    private final Local local;

    LocalConversation(Local local) {
        this.local = local;
    }

    @Override
    Said ask(String method, String uri, byte[] body) {
        return local.ask(method, uri, body);
    }

    @Override
    public void close() {
        local.close();
    }
}

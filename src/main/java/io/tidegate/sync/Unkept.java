package io.tidegate.sync;

import java.util.Collection;
import java.util.List;

/** Of a trial: what is written and sent is known in memory alone, and nothing came before. */
final class Unkept implements WriteLog, SendLog {
    private long last;

    @Override
    public synchronized long newId() {
        return ++last;
    }

    @Override
    public void remember(Write write) {}

    @Override
    public void answered(Write write) {}

    @Override
    public int forget(long before, int limit) {
        return 0;
    }

    @Override
    public List<Write> since(long time, int limit) {
        return List.of();
    }

    @Override
    public List<Write> ofDelivery(long delivery) {
        return List.of();
    }

    @Override
    public List<Attempted> since(
            String system, Collection<String> connectors, long time, int limit) {
        return List.of();
    }
}

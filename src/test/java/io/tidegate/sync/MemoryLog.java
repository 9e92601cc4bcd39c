package io.tidegate.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** What a crash leaves: the writes that were remembered and the attempts that were recorded. */
final class MemoryLog implements WriteLog, SendLog {
    private final TreeMap<Long, Write> writes = new TreeMap<>();
    private final List<Attempted> attempts = new ArrayList<>();
    private long last;

    @Override
    public long newId() {
        return ++last;
    }

    @Override
    public void remember(Write write) {
        writes.put(write.id(), write);
    }

    @Override
    public void answered(Write write) {
        writes.put(write.id(), write);
    }

    @Override
    public int forget(long before, int limit) {
        return 0;
    }

    @Override
    public List<Write> since(long time, int limit) {
        return writes.descendingMap().values().stream()
                .filter(write -> write.begunAt() >= time)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Write> ofDelivery(long delivery) {
        return writes.descendingMap().values().stream()
                .filter(write -> write.of().delivery() == delivery)
                .toList();
    }

    void recorded(Attempted attempted) {
        attempts.add(attempted);
    }

    @Override
    public List<Attempted> since(
            String system, Collection<String> connectors, long time, int limit) {
        return attempts.stream()
                .filter(one -> system.equals(one.to().system()) && one.endedAt() >= time)
                .sorted(Comparator.comparing(Attempted::endedAt).reversed())
                .limit(limit)
                .toList();
    }
}

package io.tidegate.rehearsal;

import java.util.Map;
import java.util.Set;
import org.apache.camel.Component;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;

/** The beans of a running context by their names; what carries its own work stays there. */
final class LiveBeans implements BeanRepository {
    private final Registry live;

    LiveBeans(Registry live) {
        this.live = live;
    }

    @Override
    public @Nullable Object lookupByName(String name) {
        Object bean = live.lookupByName(name);
        return bean instanceof Component ? null : bean; // it would change its context
    }

    @Override
    public <T> @Nullable T lookupByNameAndType(String name, Class<T> type) {
        T bean = live.lookupByNameAndType(name, type);
        return bean instanceof Component ? null : bean;
    }

    /** None: what is found by its type is Tidegate's own, such as the dispatcher. */
    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return Map.of();
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return Set.of();
    }
}

package io.tidegate.event;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.TypeRef;
import com.jayway.jsonpath.spi.mapper.MappingException;
import com.jayway.jsonpath.spi.mapper.MappingProvider;

/**
 * Gives a filter the maps and lists of the event themselves, where Jayway's own provider copies
 * them.
 */
final class AsItIs implements MappingProvider {
    @Override
    public <T> T map(Object source, Class<T> type, Configuration configuration) {
        return type.cast(source);
    }

    @Override
    public <T> T map(Object source, TypeRef<T> type, Configuration configuration) {
        throw new MappingException("a path reads plain values, not " + type.getType());
    }
}

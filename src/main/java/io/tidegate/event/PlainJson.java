package io.tidegate.event;

import com.jayway.jsonpath.InvalidJsonException;
import com.jayway.jsonpath.spi.json.AbstractJsonProvider;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Jayway on plain maps and lists; it parses only the constants that a path's functions are given.
 */
final class PlainJson extends AbstractJsonProvider {
    @Override
    public @Nullable Object parse(String json) {
        try {
            return Json.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidJson e) {
            throw new InvalidJsonException(e, json);
        }
    }

    @Override
    public Object parse(InputStream json, String charset) {
        throw new UnsupportedOperationException("a path reads what is already parsed");
    }

    @Override
    public String toJson(Object value) {
        return Json.text(value);
    }

    @Override
    public Object createArray() {
        return new ArrayList<>();
    }

    @Override
    public Object createMap() {
        return new LinkedHashMap<>();
    }
}

package io.tidegate.api;

import io.tidegate.access.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/settings}: what this process was told, and by what. */
public final class SettingsResource implements Resource {
    private final List<SettingView> settings;

    public SettingsResource(List<SettingView> settings) {
        this.settings = settings;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get("/api/settings", Role.OPERATOR, call -> list()));
    }

    private Answer list() {
        return Answer.list(settings.stream().map(SettingsResource::json).toList(), null);
    }

    private static Map<String, @Nullable Object> json(SettingView setting) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", setting.name());
        json.put("variable", setting.variable());
        json.put("value", setting.value());
        json.put("default", setting.otherwise());
        json.put("from", setting.from());
        json.put("description", setting.description());
        return json;
    }
}

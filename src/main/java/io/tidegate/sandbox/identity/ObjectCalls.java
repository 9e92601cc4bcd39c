package io.tidegate.sandbox.identity;

import io.tidegate.sandbox.identity.SqlObjects.Record;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Custom objects of an account. */
final class ObjectCalls {
    private static final int MAX_NAME = 100;

    private ObjectCalls() {}

    static Object create(Tables tables, Call call) {
        String uid = Profiles.uid(tables.account(call));
        String name = name(call);
        notEmpty(call);
        String now = tables.now();
        Record record = new Record(Tables.newId().substring(8), uid, now, now, call.body());
        tables.objects().put(name, record);
        return told(tables, call, "CreateCustomObject", record);
    }

    private static void notEmpty(Call call) {
        if (call.body().isEmpty()) {
            throw Refused.bad(1035, "The custom object is not valid", "it has no members");
        }
    }

    private static String name(Call call) {
        String name = call.needed("objectname");
        if (name.length() > MAX_NAME || !name.matches("[A-Za-z0-9_-]+")) {
            throw Refused.bad(
                    1064,
                    "The custom object's name is not valid",
                    "objectname has letters, digits, _ and - only");
        }
        return name;
    }

    static Object all(Tables tables, Call call) {
        String uid = Profiles.uid(tables.account(call));
        List<Map<String, @Nullable Object>> data =
                tables.objects().of(uid, name(call)).stream().map(one -> one.json(false)).toList();
        return Map.of("data", data, "Count", data.size());
    }

    static Object one(Tables tables, Call call) {
        return record(tables, call).json(false);
    }

    private static Record record(Tables tables, Call call) {
        String uid = Profiles.uid(tables.account(call));
        String id = call.needed("record");
        Record record = tables.objects().one(uid, name(call), id);
        if (record == null) {
            throw Refused.missing(
                    1057, "The custom object does not exist", "the account has no record " + id);
        }
        return record;
    }

    static Object update(Tables tables, Call call) {
        Record old = record(tables, call);
        notEmpty(call);
        String how = call.given("updatetype");
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        if ("partialreplace".equalsIgnoreCase(how)) {
            content.putAll(old.content());
        } else if (!"replace".equalsIgnoreCase(how)) {
            throw Refused.bad(
                    908,
                    "A parameter is not formatted correctly",
                    "updatetype is replace or partialreplace");
        }
        content.putAll(call.body());
        Record record = new Record(old.id(), old.uid(), old.created(), tables.now(), content);
        tables.objects().put(name(call), record);
        return told(tables, call, "UpdateCustomObject", record);
    }

    private static Object told(Tables tables, Call call, String event, Record record) {
        tables.tell(call, event, record.uid(), record.json(false));
        return record.json(false);
    }

    static Object delete(Tables tables, Call call) {
        Record record = record(tables, call);
        tables.objects().delete(record.id());
        tables.tell(call, "DeleteCustomObject", record.uid(), record.json(true));
        return Map.of("IsDeleted", true);
    }
}

package io.tidegate.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an account's records of a custom object have to change. */
final class ObjectWork {
    private static final String MEMBERS = "CustomObject";
    private static final String ID = "CustomObjectId";

    private final ActionInput input;
    private final String object;
    private final List<CustomObject> records;

    ObjectWork(ActionInput input, String object, List<CustomObject> records) {
        this.input = input;
        this.object = object;
        this.records = records;
    }

    List<Work> work() throws ActionFailed {
        return switch (input.action()) {
            case CREATE_CUSTOM_OBJECT -> isThere() ? List.of() : List.of(create());
            case UPDATE_CUSTOM_OBJECT -> update(record().orElseThrow(this::none));
            case UPSERT_CUSTOM_OBJECT -> upsert();
            case DELETE_CUSTOM_OBJECT -> record().map(this::delete).stream().toList();
            default -> throw new IllegalArgumentException(input.action().word());
        };
    }

    private List<Work> upsert() throws ActionFailed {
        Optional<CustomObject> record = record();
        if (record.isEmpty() && !id().isEmpty()) {
            throw none();
        }
        return record.isPresent() ? update(record.get()) : List.of(create());
    }

    /** The answer to a create may have been lost: the same record twice is not meant. */
    private boolean isThere() {
        return records.stream().anyMatch(one -> changes(one).isEmpty());
    }

    private Optional<CustomObject> record() throws ActionFailed {
        if (!id().isEmpty()) {
            return records.stream().filter(one -> one.id().equals(id())).findFirst();
        }
        if (records.size() > 1) {
            throw ActionFailed.giveUp(
                    "the account has "
                            + records.size()
                            + " records of "
                            + object
                            + ": map "
                            + ID
                            + " to say which is meant");
        }
        return records.stream().findFirst();
    }

    private ActionFailed none() {
        return ActionFailed.giveUp(
                "the account has no record of "
                        + object
                        + (id().isEmpty() ? "" : " with the id " + id()));
    }

    private String id() {
        return input.profile().get(ID) instanceof String id ? id : "";
    }

    private Map<String, @Nullable Object> wanted() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (input.profile().get(MEMBERS) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> members.put(String.valueOf(name), value));
        }
        return members;
    }

    private Work create() {
        Change change = new Change(field(""), null, wanted());
        return new Work.Single(change, new Write.CreateObject(object, wanted()));
    }

    private Work delete(CustomObject record) {
        Change change = new Change(field(""), record.members(), null);
        return new Work.Single(change, new Write.DeleteObject(object, record.id()));
    }

    private List<Work> update(CustomObject record) {
        List<Change> changes = changes(record);
        return changes.isEmpty() ? List.of() : List.of(new Update(record, changes));
    }

    private List<Change> changes(CustomObject record) {
        List<Change> changes = new ArrayList<>();
        Map<String, @Nullable Object> wanted = wanted();
        if (input.replace()) {
            record.members().keySet().forEach(name -> wanted.putIfAbsent(name, null));
        }
        wanted.forEach(
                (name, now) -> {
                    Object was = record.members().get(name);
                    if (!Fields.same(name, was, now)) {
                        changes.add(new Change(field("." + name), was, now));
                    }
                });
        return changes;
    }

    private String field(String member) {
        return MEMBERS + "[" + object + "]" + member;
    }

    private final class Update implements Work {
        private final CustomObject record;
        private final List<Change> changes;

        Update(CustomObject record, List<Change> changes) {
            this.record = record;
            this.changes = changes;
        }

        @Override
        public List<Change> changes() {
            return changes;
        }

        @Override
        public List<Write> writes(Set<String> allowed) {
            Map<String, @Nullable Object> members =
                    input.replace() ? wanted() : new LinkedHashMap<>();
            for (Change change : changes) {
                if (allowed.contains(change.field())) {
                    members.put(change.field().substring(field(".").length()), change.now());
                }
            }
            return members.isEmpty()
                    ? List.of()
                    : List.of(
                            new Write.UpdateObject(object, record.id(), members, input.replace()));
        }
    }
}

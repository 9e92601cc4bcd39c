package io.tidegate.identity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Accounts in memory, and every write that was made. */
final class MemoryProvider implements IdentityProvider {
    static final String TAKEN = "936";

    final Map<String, Map<String, @Nullable Object>> accounts = new LinkedHashMap<>();
    final Map<String, RolesHeld> roles = new LinkedHashMap<>();
    final List<CustomObject> objects = new ArrayList<>();
    final List<String> writes = new ArrayList<>();
    final List<Map<String, @Nullable Object>> created = new ArrayList<>();
    Set<Action> actions = EnumSet.allOf(Action.class);

    /** Done before a create is: somebody who is faster. */
    Runnable beforeCreate = () -> {};

    Account has(String uid, Map<String, @Nullable Object> profile) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(profile);
        all.put("Uid", uid);
        accounts.put(uid, all);
        return new Account(uid, all);
    }

    @Override
    public String name() {
        return "Memory";
    }

    @Override
    public Set<Action> actions() {
        return actions;
    }

    @Override
    public List<Account> find(MatchKey key, How how) {
        return accounts.entrySet().stream()
                .filter(one -> key.field().keys(one.getValue()).stream().anyMatch(key::names))
                .map(one -> new Account(one.getKey(), one.getValue()))
                .toList();
    }

    @Override
    public Account create(Map<String, @Nullable Object> profile, How how) throws ActionFailed {
        beforeCreate.run();
        for (MatchField field : List.of(MatchField.EMAIL, MatchField.PHONE_ID)) {
            for (MatchKey key : field.keys(profile)) {
                if (!find(key, how).isEmpty()) {
                    throw ActionFailed.refused(
                            "taken",
                            false,
                            TAKEN,
                            new Transport.Response(400, Map.of(), new byte[0], 1));
                }
            }
        }
        created.add(profile);
        writes.add("create");
        Map<String, @Nullable Object> kept = new LinkedHashMap<>(profile);
        kept.remove("Password");
        return has("u" + (accounts.size() + 1), kept);
    }

    @Override
    public Account write(Account account, Write write, How how) {
        writes.add(write.toString());
        Map<String, @Nullable Object> profile = accounts.get(account.uid());
        if (write instanceof Write.Profile members) {
            profile.putAll(members.members());
        } else if (write instanceof Write.Phone phone) {
            profile.put("PhoneId", phone.number());
        } else if (write instanceof Write.Email email) {
            List<Object> emails = emails(profile, "Type", email.type());
            emails.add(Map.of("Type", email.type(), "Value", email.value()));
            profile.put("Email", emails);
        } else if (write instanceof Write.RemoveEmail email) {
            profile.put("Email", emails(profile, "Value", email.value()));
        } else if (write instanceof Write.InvalidateEmail) {
            profile.put("EmailVerified", false);
        } else if (write instanceof Write.InvalidatePhone) {
            profile.put("PhoneIdVerified", false);
        } else {
            beside(account, write);
        }
        return new Account(account.uid(), profile);
    }

    /** All but one. */
    private static List<Object> emails(
            Map<String, @Nullable Object> profile, String member, String value) {
        List<Object> emails = new ArrayList<>(Fields.elements(profile.get("Email")));
        emails.removeIf(one -> value.equalsIgnoreCase((String) ((Map<?, ?>) one).get(member)));
        return emails;
    }

    private void beside(Account account, Write write) {
        RolesHeld held = held(account);
        if (write instanceof Write.AssignRoles assign) {
            Set<String> now = new LinkedHashSet<>(held.roles());
            now.addAll(assign.roles());
            roles.put(account.uid(), new RolesHeld(List.copyOf(now), held.contexts()));
        } else if (write instanceof Write.UnassignRoles unassign) {
            List<String> now = new ArrayList<>(held.roles());
            now.removeAll(unassign.roles());
            roles.put(account.uid(), new RolesHeld(now, held.contexts()));
        } else if (write instanceof Write.RoleContexts contexts) {
            roles.put(account.uid(), new RolesHeld(held.roles(), contexts.contexts()));
        } else if (write instanceof Write.CreateObject object) {
            objects.add(new CustomObject("o" + (objects.size() + 1), object.members()));
        } else if (write instanceof Write.UpdateObject object) {
            CustomObject old =
                    objects.stream().filter(o -> o.id().equals(object.id())).findFirst().get();
            Map<String, @Nullable Object> members =
                    object.replace() ? new LinkedHashMap<>() : new LinkedHashMap<>(old.members());
            members.putAll(object.members());
            objects.set(objects.indexOf(old), new CustomObject(old.id(), members));
        } else if (write instanceof Write.DeleteObject object) {
            objects.removeIf(one -> one.id().equals(object.id()));
        }
    }

    private RolesHeld held(Account account) {
        return roles.getOrDefault(account.uid(), new RolesHeld(List.of(), List.of()));
    }

    @Override
    public void delete(Account account, How how) {
        writes.add("delete");
        accounts.remove(account.uid());
    }

    @Override
    public RolesHeld roles(Account account, How how) {
        return held(account);
    }

    @Override
    public List<CustomObject> customObjects(Account account, String object, How how) {
        return List.copyOf(objects);
    }

    @Override
    public AccountPage page(@Nullable LocalDate from, int size, @Nullable String cursor, How how) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isTaken(ActionFailed failed) {
        return TAKEN.equals(failed.code());
    }
}

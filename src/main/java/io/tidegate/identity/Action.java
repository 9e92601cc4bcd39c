package io.tidegate.identity;

import static io.tidegate.identity.MatchField.EMAIL;
import static io.tidegate.identity.MatchField.EXTERNAL_ID;
import static io.tidegate.identity.MatchField.PHONE_ID;
import static io.tidegate.identity.MatchField.USER_NAME;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be done on the identity provider's API. */
@SuppressWarnings("ImmutableEnumChecker") // its lists and sets are copies that nobody can change
public enum Action {
    CREATE_ACCOUNT(
            "Creates an account; one that exists with other values is a refusal",
            Needs.account(Set.of("Email", "PhoneId")),
            EnumSet.of(EMAIL, PHONE_ID, USER_NAME, EXTERNAL_ID)),
    UPDATE_ACCOUNT("Writes what differs; no account is a refusal", Needs.account()),
    UPSERT_ACCOUNT(
            "Writes what differs, or creates the account",
            Needs.account(Set.of("Email", "PhoneId"))),
    DELETE_ACCOUNT("Deletes the account; none is as it should be", Needs.only()),
    ADD_EMAIL(
            "Adds an e-mail address, or replaces the one of the same Type",
            Needs.only(Set.of("Email"))),
    REMOVE_EMAIL("Removes e-mail addresses", Needs.only(Set.of("Email"))),
    SET_PHONE("Sets the phone number that is logged in with", Needs.only(Set.of("PhoneId"))),
    SET_PASSWORD("Sets the password, on every attempt", Needs.only(Set.of("Password"))),
    BLOCK_ACCOUNT("Locks the login", Needs.only()),
    UNBLOCK_ACCOUNT("Opens the login", Needs.only()),
    ASSIGN_ROLES("Adds roles to those that the account has", Needs.only(Set.of("Roles"))),
    UNASSIGN_ROLES("Takes roles away", Needs.only(Set.of("Roles"))),
    SET_ROLE_CONTEXT(
            "Adds role contexts, or replaces those of the same Context",
            Needs.only(Set.of("RoleContext"))),
    CREATE_CUSTOM_OBJECT("Adds a record", Needs.record(Set.of("CustomObject"))),
    UPDATE_CUSTOM_OBJECT(
            "Writes what differs into a record: the one that CustomObjectId names, else the only one",
            Needs.record(Set.of("CustomObject"))),
    UPSERT_CUSTOM_OBJECT(
            "Writes what differs into a record, or adds one", Needs.record(Set.of("CustomObject"))),
    DELETE_CUSTOM_OBJECT(
            "Deletes a record: the one that CustomObjectId names, else the only one",
            Needs.record()),
    VERIFY_EMAIL("Marks the e-mail address as verified", Needs.only()),
    INVALIDATE_EMAIL("Marks the e-mail address as not verified", Needs.only()),
    VERIFY_PHONE("Marks the phone number as verified", Needs.only()),
    INVALIDATE_PHONE("Marks the phone number as not verified", Needs.only());

    private static final Map<String, Action> WORDS =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Action::word, is -> is));

    private final String title;
    private final Needs needs;
    private final Set<MatchField> matches;

    Action(String title, Needs needs) {
        this(title, needs, EnumSet.allOf(MatchField.class));
    }

    Action(String title, Needs needs, Set<MatchField> matches) {
        this.title = title;
        this.needs = needs;
        this.matches = Set.copyOf(matches);
    }

    /** As connectors write it: {@code upsert-account}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Action> of(String word) {
        return Optional.ofNullable(WORDS.get(word));
    }

    /** One sentence without a full stop. */
    public String title() {
        return title;
    }

    /** The mapped profile must have a value in one member of each set. */
    public List<Set<String>> needs() {
        return needs.members();
    }

    /**
     * True if every field of an account is written; false if only {@link #needs}, and what it is
     * found by, is read.
     */
    public boolean writesProfile() {
        return needs.whole();
    }

    /** Whether it looks at a member of the mapped profile; what it is found by not counted. */
    public boolean reads(String member) {
        if (needs.whole()) {
            return Writable.isByAccount(member);
        }
        boolean record = needs.object() && member.equals("CustomObjectId");
        boolean address = this == INVALIDATE_EMAIL && member.equals("Email");
        return record || address || needs().stream().anyMatch(oneOf -> oneOf.contains(member));
    }

    /** True if it has to do with a custom object, whose name the connector must say. */
    public boolean takesObject() {
        return needs.object();
    }

    /** By which an account can sensibly be found. */
    public Set<MatchField> matches() {
        return matches;
    }

    /** True if there must be a match: all actions but create-account. */
    public boolean needsMatch() {
        return this != CREATE_ACCOUNT;
    }

    /** What a profile lacks, in words for people; null: nothing. */
    public @Nullable String missing(Map<String, ? extends @Nullable Object> profile) {
        for (Set<String> oneOf : needs()) {
            if (oneOf.stream().allMatch(member -> Fields.isEmpty(profile.get(member)))) {
                return oneOf.stream().sorted().collect(Collectors.joining(" or "));
            }
        }
        return null;
    }

    /** What an action reads of a profile. */
    private record Needs(List<Set<String>> members, boolean whole, boolean object) {
        static Needs account() {
            return new Needs(List.of(), true, false);
        }

        static Needs account(Set<String> oneOf) {
            return new Needs(List.of(oneOf), true, false);
        }

        static Needs only() {
            return new Needs(List.of(), false, false);
        }

        static Needs only(Set<String> oneOf) {
            return new Needs(List.of(oneOf), false, false);
        }

        static Needs record() {
            return new Needs(List.of(), false, true);
        }

        static Needs record(Set<String> oneOf) {
            return new Needs(List.of(oneOf), false, true);
        }
    }
}

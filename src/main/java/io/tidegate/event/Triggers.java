package io.tidegate.event;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The trigger catalogue: every event type that has a name without a dot. */
public final class Triggers {
    /** As LoginRadius's "list all webhook events" spells them, in its order. */
    private static final String LOGIN_RADIUS =
            """
            Login | Login | A customer signed in, by whatever means
            Register | Registration | A customer account was created
            UpdateProfile | Profile updated | A field of the profile changed
            ResetPassword | Password reset | A forgotten password was replaced
            ChangePassword | Password changed | The customer replaced a known password
            EmailVerification | Email verified | The customer proved to own the email address
            AddEmail | Email added | A further email address was verified and added
            RemoveEmail | Email removed | An email address was taken off the account
            BlockAccount | Account blocked | Sign-in was locked, by an administrator or after failed attempts
            DeleteAccount | Account deleted | The account was deleted
            SetUsername | User name set | The user name was set or changed
            CreateTraditionalAccount | Traditional account created | An account with email and password was created
            AssignRoles | Roles assigned | The account was given roles
            UnassignRoles | Roles taken away | Roles or permissions were taken from the account
            SetPassword | Password set | An administrator set the password
            LinkAccount | Social account linked | A social identity was linked to the account
            UnlinkAccount | Social account unlinked | A social identity was taken off the account
            UpdatePhoneId | Phone number updated | The phone number to sign in with changed
            VerifyPhoneNumber | Phone number verified | The customer proved to own the phone number
            InvalidateEmailVerification | Email verification undone | The email address must be verified again
            RemoveRoleContext | Role context removed | A role context was taken off the account
            CreateCustomObject | Custom object created | A custom object was created for the account
            UpdateCustomObject | Custom object updated | A custom object of the account changed
            DeleteCustomObject | Custom object deleted | A custom object of the account was deleted
            InvalidatePhoneVerification | Phone verification undone | The phone number must be verified again
            RemovePhoneId | Phone number removed | The phone number was taken off the account
            ConsentProfileUpdate | Consent updated | The customer changed a given consent
            SetPIN | PIN set | A PIN was set
            ResetPIN | PIN reset | A forgotten PIN was replaced
            ChangePIN | PIN changed | The customer replaced a known PIN
            UpdateUid | UID updated | The account's unique id changed
            """;

    /** Actions that LoginRadius documents without an event of their own: the names are ours. */
    private static final String OURS =
            """
            SocialRegister | Social registration | An account was created through a social identity
            ForgotPassword | Password forgotten | A message to reset the password was asked for
            ForgotPIN | PIN forgotten | A message to reset the PIN was asked for
            ForgotPasskey | Passkey forgotten | A message to replace a lost passkey was asked for
            ResendEmailVerification | Verification sent again | The verification email was sent once more
            UnlockAccount | Account unlocked | A locked account may sign in again
            Logout | Logout | An access token was invalidated
            RevokeRefreshTokens | Refresh tokens revoked | All refresh tokens of the account were revoked
            UpsertRoleContext | Role context set | A role context was added or changed
            CreateRole | Role created | A role was created
            DeleteRole | Role deleted | A role was deleted
            AddRolePermission | Permission added | A role was given a permission
            RemoveRolePermission | Permission removed | A permission was taken from a role
            SubmitConsent | Consent submitted | The customer answered a consent form
            EnrollMfa | Second factor enrolled | The customer set up a second factor
            VerifyMfa | Second factor verified | The customer passed a second factor
            ResetMfa | Second factor reset | The authenticator of the account was reset
            AddPasskey | Passkey added | The customer registered a passkey
            RemovePasskey | Passkey removed | A passkey was taken off the account
            UpdateSecurityQuestion | Security question updated | The answers to security questions changed
            AcceptPrivacyPolicy | Privacy policy accepted | The customer accepted a version of the privacy policy
            CreateOrganization | Organization created | An organization was created
            UpdateOrganization | Organization updated | A field of an organization changed
            DeleteOrganization | Organization deleted | An organization was deleted
            ChangeOrganizationStatus | Organization status changed | An organization was activated or deactivated
            AddOrganizationMember | Member added | An account joined an organization
            RemoveOrganizationMember | Member removed | An account left an organization
            AssignOrganizationRole | Organization role assigned | A member was given a role in an organization
            SendInvitation | Invitation sent | Somebody was invited to an organization
            """;

    private static final List<Trigger> ALL =
            Stream.concat(rows(LOGIN_RADIUS, true), rows(OURS, false)).toList();

    private static final Map<String, Trigger> BY_NAME =
            ALL.stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    t -> lower(t.name()), Function.identity()));

    private Triggers() {}

    /** LoginRadius's names first, each part in the order of the documentation. */
    public static List<Trigger> all() {
        return ALL;
    }

    /** Looks a name up without regard to case. */
    public static Optional<Trigger> find(String name) {
        return Optional.ofNullable(BY_NAME.get(lower(name)));
    }

    /** The catalogue name that a wrong word most likely means; empty if none comes close. */
    public static Optional<String> nearest(String word) {
        return nearest(word, ALL.stream().map(Trigger::name).toList());
    }

    /**
     * The one of some words that a wrong word most likely means; empty if none comes close. For
     * error messages.
     */
    public static Optional<String> nearest(String word, Collection<String> among) {
        String wrong = lower(word);
        int farthest = Math.max(1, wrong.length() / 3);
        return among.stream()
                .map(right -> Map.entry(right, distance(wrong, lower(right))))
                .filter(candidate -> candidate.getValue() <= farthest)
                .min(Comparator.comparingInt(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }

    /** Edits between two words, where two neighbours that changed places are one edit. */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        Arrays.setAll(last, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Stream<Trigger> rows(String table, boolean loginRadius) {
        return table.lines()
                .map(line -> line.split(" \\| "))
                .map(row -> new Trigger(row[0], row[1], row[2], loginRadius));
    }
}

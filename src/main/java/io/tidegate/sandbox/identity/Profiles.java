package io.tidegate.sandbox.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An account's profile: which members it has, and what type each is of. */
final class Profiles {
    static final Set<String> BOOLEANS =
            words(
                    """
                    DisableLogin EmailVerified FirstLogin Hireable IsActive IsCustomUid IsDeleted
                    IsEmailSubscribed IsLoginLocked IsProtected IsRequiredFieldsFilledOnce
                    IsSecurePassword PhoneIdVerified
                    """);

    static final Set<String> NUMBERS =
            words(
                    """
                    BoardsCount FollowersCount FriendsCount LikesCount NoOfLogins NumRecommenders
                    PinsCount PrivateGists PublicGists TotalPrivateRepository TotalStatusesCount
                    """);

    static final Set<String> LISTS =
            words(
                    """
                    Addresses Awards Badges Books Certifications Courses CurrentStatus Educations
                    Email ExternalIds Family FavoriteThings Games IMAccounts Identities
                    InspirationalPeople InterestedIn Interests JobBookmarks Languages
                    MemberUrlResources Movies MutualFriends Patents PhoneNumbers PlacesLived
                    Positions PreviousUids Projects Publications RecommendationsReceived
                    RelatedProfileViews RoleContext Roles Skills Sports TeleVisionShow
                    UnverifiedEmail Volunteer
                    """);

    static final Set<String> OBJECTS =
            words(
                    """
                    AgeRange ConsentProfile Country CustomFields KloutScore PIN PrivacyPolicy
                    ProfileImageUrls ProviderAccessCredential RegistrationData Subscription
                    Suggestions WebProfiles
                    """);

    /** Objects whose keys are the site's own words. */
    static final Set<String> FREE = Set.of("CustomFields", "ProfileImageUrls", "WebProfiles");

    private static final Set<String> TEXTS =
            words(
                    """
                    Uid ID Provider Prefix FirstName MiddleName LastName Suffix FullName NickName
                    ProfileName BirthDate Gender Website ThumbnailImageUrl ImageUrl Favicon
                    ProfileUrl HomeTown State City Industry About TimeZone LocalLanguage CoverPhoto
                    TagLine Language Verified UpdatedTime MainAddress Created LocalCity
                    ProfileCity LocalCountry ProfileCountry RelationshipStatus Quota Quote
                    Religion Political HttpsImageUrl IsGeoEnabled Associations Honors
                    PublicRepository RepositoryUrl Age ProfessionalHeadline LRUserID Currency
                    StarredUrl GistsUrl Company GravatarImageUrl CreatedDate ModifiedDate
                    ProfileModifiedDate SignupDate LastLoginDate UserName PhoneId Password
                    LastPasswordChangeDate PasswordExpirationDate LastPasswordChangeToken
                    LastLoginLocation RegistrationProvider RegistrationSource LoginLockedType
                    ExternalUserLoginId
                    """);

    /** What only the provider itself writes, or another endpoint does. */
    static final Set<String> OWN =
            words(
                    """
                    Uid ID Provider LRUserID CreatedDate ModifiedDate ProfileModifiedDate SignupDate
                    LastLoginDate Password LastPasswordChangeDate PasswordExpirationDate
                    LastPasswordChangeToken LastLoginLocation RegistrationProvider LoginLockedType
                    ExternalUserLoginId IsCustomUid IsRequiredFieldsFilledOnce IsSecurePassword
                    NoOfLogins Identities PreviousUids RoleContext Roles UnverifiedEmail
                    ConsentProfile PIN ProviderAccessCredential RegistrationData FullName Email
                    """);

    private static final Map<String, String> NAMES = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        Stream.of(TEXTS, BOOLEANS, NUMBERS, LISTS, OBJECTS)
                .flatMap(Set::stream)
                .forEach(name -> NAMES.put(name, name));
    }

    private Profiles() {}

    private static Set<String> words(String text) {
        return Stream.of(text.strip().split("\\s+"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Every member, without a value. */
    static Map<String, @Nullable Object> blank() {
        Map<String, @Nullable Object> profile = new LinkedHashMap<>();
        TEXTS.forEach(name -> profile.put(name, null));
        NUMBERS.forEach(name -> profile.put(name, 0));
        BOOLEANS.forEach(name -> profile.put(name, false));
        LISTS.forEach(name -> profile.put(name, null));
        OBJECTS.forEach(name -> profile.put(name, null));
        return profile;
    }

    /** A body in the profile's own spelling; members that no profile has are left out. */
    static Map<String, @Nullable Object> spelled(Map<String, @Nullable Object> body) {
        Map<String, @Nullable Object> spelled = new LinkedHashMap<>();
        body.forEach(
                (key, value) -> {
                    String name = NAMES.get(key);
                    if (name != null) {
                        spelled.put(name, FREE.contains(name) ? value : inner(value));
                    }
                });
        return spelled;
    }

    private static @Nullable Object inner(@Nullable Object value) {
        if (value instanceof List) {
            List<@Nullable Object> list = new ArrayList<>();
            As.list(value).forEach(one -> list.add(inner(one)));
            return list;
        }
        if (value instanceof Map) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            As.map(value).forEach((key, one) -> map.put(capital(key), inner(one)));
            return map;
        }
        return value;
    }

    private static String capital(String key) {
        return key.isEmpty() ? key : Character.toUpperCase(key.charAt(0)) + key.substring(1);
    }

    static String uid(Map<String, @Nullable Object> profile) {
        return Objects.requireNonNull(As.text(profile.get("Uid")), "an account has a Uid");
    }

    static List<String> emails(Map<String, @Nullable Object> profile) {
        return As.list(profile.get("Email")).stream()
                .map(one -> As.text(As.map(one).get("Value")))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Its parts, as the provider puts them together. */
    static void nameInFull(Map<String, @Nullable Object> profile) {
        String full =
                Stream.of("FirstName", "MiddleName", "LastName")
                        .map(part -> As.text(profile.get(part)))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" "));
        profile.put("FullName", full.isEmpty() ? null : full);
    }
}

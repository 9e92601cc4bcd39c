package io.tidegate.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Json;
import io.tidegate.profile.SanitizeTerms.Html;
import io.tidegate.profile.SanitizeTerms.Misfit;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SanitizerTest {
    private static final SanitizeTerms DROP =
            new SanitizeTerms(Misfit.DROP, Html.STRIP, Misfit.DROP);
    private static final SanitizeTerms REFUSE =
            new SanitizeTerms(Misfit.REFUSE, Html.STRIP, Misfit.REFUSE);
    private static final SanitizeTerms ESCAPE =
            new SanitizeTerms(Misfit.DROP, Html.ESCAPE, Misfit.DROP);
    private static final SanitizeTerms KEEP =
            new SanitizeTerms(Misfit.DROP, Html.KEEP, Misfit.DROP);

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(String json) throws Exception {
        return (Map<String, Object>) Json.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Sanitized.Fit fit(Map<String, ?> mapped, SanitizeTerms terms) {
        Sanitized sanitized = Sanitizer.sanitize(mapped, terms, Set.of());
        assertThat(sanitized).isInstanceOf(Sanitized.Fit.class);
        Sanitized.Fit fit = (Sanitized.Fit) sanitized;
        Sanitized again = Sanitizer.sanitize(fit.profile(), terms, Set.of());
        assertThat(again).as("again").isEqualTo(new Sanitized.Fit(fit.profile(), List.of()));
        return fit;
    }

    private static Object about(String text, SanitizeTerms terms) {
        return fit(Map.of("About", text), terms).profile().get("About");
    }

    private static List<Cleaned> changes(Map<String, ?> mapped) {
        return fit(mapped, DROP).changes();
    }

    @Test
    void aProfileThatFitsIsNotChanged() throws Exception {
        Map<String, Object> profile =
                object(
                        """
                        {"Email":[{"Type":"Primary","Value":"Ann@example.com"}],"FirstName":"Ann",
                         "PhoneId":"+14155550132","BirthDate":"02-29-1992","Gender":"female",
                         "CustomFields":{"Tier":"gold","Since":null},"Country":{"Code":"DE"},
                         "Addresses":[{"Type":"home","City":"Köln"}],"Roles":["Editor"],
                         "ExternalIds":[{"Source":"crm","SourceId":"42"}],"IsActive":true,
                         "AgeRange":{"Min":18},"InterestedIn":[],"NickName":null}
                        """);
        assertThat(fit(profile, REFUSE)).isEqualTo(new Sanitized.Fit(profile, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a < b & c | a < b & c",
                "I <3 you | I <3 you",
                "AT&amp;T | AT&T",
                "x<script>alert(1)</script>y | x\\ny",
                "<b>bold</b> and <i>slanted</i> | bold and slanted",
                "<p>one</p><p>two</p> | one\\ntwo",
                "one<br>two | one\\ntwo",
                "&lt;script&gt;alert(1)&lt;/script&gt;hi | hi",
                "&amp;lt;b&amp;gt;hi | hi",
                "<<b>script>alert(1)<</b>/script>hi | hi",
                "<img src=x onerror=alert(1)>z | z",
                "a<!-- b -->c | ac",
                "&#x202e;mirrored | mirrored",
                "&#60;b&#62;hi | hi",
                "hi<! | hi!",
                "hi<<<</ | hi/"
            })
    void markupIsStrippedToThePlainTextItStandsFor(String html, String plain) {
        assertThat(about(html, DROP)).isEqualTo(plain.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a < b & c | a &lt; b &amp; c",
                "<b>hi</b> | &lt;b&gt;hi&lt;/b&gt;",
                "&lt;b&gt;hi | &lt;b&gt;hi",
                "\"quoted\" | &quot;quoted&quot;"
            })
    void orItIsEscapedOnce(String html, String escaped) {
        assertThat(about(html, ESCAPE)).isEqualTo(escaped);
    }

    @Test
    void orItStays() {
        assertThat(about("<b>hi</b> &amp; more", KEEP)).isEqualTo("<b>hi</b> &amp; more");
    }

    @Test
    void whatIsEncodedWithoutAnEndIsNoText() {
        String tower = "&" + "amp;".repeat(100) + "lt;b&gt;";
        assertThat(changes(Map.of("About", tower)))
                .singleElement()
                .satisfies(
                        change ->
                                assertThat(change.change())
                                        .isEqualTo(
                                                "left out, it is not a text that is encoded fewer"
                                                        + " than 10 times over"));
    }

    @Test
    void whatNobodySeesIsTakenOut() {
        assertThat(fit(Map.of("FirstName", " A\u0000n\u202En\u200B\uFEFF\uD800 \u00A0"), DROP))
                .isEqualTo(
                        new Sanitized.Fit(
                                Map.of("FirstName", "Ann"),
                                List.of(
                                        new Cleaned(
                                                "FirstName",
                                                "control characters taken out, trimmed",
                                                "\" A<U+0000>n<U+202E>n<U+200B><U+FEFF><U+D800> \u00A0\"",
                                                "\"Ann\""))));
    }

    @Test
    void joinersOfPersianAndEmojiStay() {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
        String persian = "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645";
        assertThat(changes(Map.of("NickName", family, "About", persian))).isEmpty();
    }

    @Test
    void textsAreComposed() {
        assertThat(fit(Map.of("LastName", "Mu\u0308ller"), DROP).profile())
                .containsEntry("LastName", "M\u00FCller");
    }

    @Test
    void noLetterCarriesMoreMarksThanAnyWritingNeeds() {
        String zalgo = "x" + "\u0300\u0316".repeat(400);
        assertThat(((String) about(zalgo, DROP)).length()).isEqualTo(31);
    }

    @Test
    void linesAreKeptInTextsAlone() {
        assertThat(fit(Map.of("About", "a\r\nb\rc\u2028d", "City", "a\r\nb"), DROP).profile())
                .containsEntry("About", "a\nb\nc\nd")
                .containsEntry("City", "a b");
    }

    @Test
    void aLongTextIsCutAndNeverInsideACharacter() {
        String long_ = "a".repeat(999) + "\uD83D\uDE00";
        assertThat(fit(Map.of("CustomFields", Map.of("note", long_)), DROP).profile())
                .isEqualTo(Map.of("CustomFields", Map.of("note", "a".repeat(999))));
        assertThat(changes(Map.of("CustomFields", Map.of("note", long_))).get(0).change())
                .isEqualTo("cut to 1000 characters");
    }

    @Test
    void anEscapedTextIsCutBetweenItsEntities() {
        assertThat((String) about("&".repeat(1000), ESCAPE)).isEqualTo("&amp;".repeat(200));
    }

    @Test
    void aNameOfSomethingIsRefusedInsteadOfCut() {
        assertThat(Sanitizer.sanitize(Map.of("UserName", "u".repeat(101)), REFUSE, Set.of()))
                .isEqualTo(
                        new Sanitized.Unfit(
                                List.of(
                                        new Refused(
                                                "UserName",
                                                "\"" + "u".repeat(99) + "…\"",
                                                "a text of at most 100 characters")),
                                List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "11/25/1990, 11-25-1990",
        "1-2-1990, 01-02-1990",
        "1990-11-25, 11-25-1990",
        "1990-11-25T23:30:00-08:00, 11-25-1990"
    })
    void daysAreWrittenMonthFirst(String day, String normal) {
        assertThat(fit(Map.of("BirthDate", day), DROP).profile())
                .containsEntry("BirthDate", normal);
    }

    @ParameterizedTest
    @CsvSource({"13/25/1990", "02-30-1990", "25.11.1990", "1990", "0001-01-01"})
    void whatIsNoDayIsLeftOut(String day) {
        assertThat(fit(Map.of("BirthDate", day), DROP).profile()).isEmpty();
    }

    @Test
    void wordsNumbersAndTruthsAreCoerced() {
        Map<String, Object> mapped = new LinkedHashMap<>();
        mapped.put("Gender", "F");
        mapped.put("IsActive", "Yes");
        mapped.put("IsEmailSubscribed", 0);
        mapped.put("FollowersCount", "1200");
        mapped.put("City", 42);
        mapped.put("CustomFields", Map.of("amount", new BigDecimal("1E+3")));
        mapped.put("Website", "example.com/ann");
        mapped.put("Country", Map.of("Code", "deu"));
        mapped.put("Roles", "Editor");
        mapped.put("PrivacyPolicy", Map.of("AcceptDateTime", "2026-11-25 10:00:00+01:00"));
        assertThat(fit(mapped, DROP).profile())
                .isEqualTo(
                        Map.of(
                                "Gender",
                                "female",
                                "IsActive",
                                true,
                                "IsEmailSubscribed",
                                false,
                                "FollowersCount",
                                1200,
                                "City",
                                "42",
                                "CustomFields",
                                Map.of("amount", "1000"),
                                "Website",
                                "https://example.com/ann",
                                "Country",
                                Map.of("Code", "DE"),
                                "Roles",
                                List.of("Editor"),
                                "PrivacyPolicy",
                                Map.of("AcceptDateTime", "2026-11-25T09:00:00Z")));
    }

    @Test
    void everyFieldThatStopsADeliveryIsNamedWithWhatIsAllowed() {
        Map<String, Object> mapped = new LinkedHashMap<>();
        mapped.put("Email", List.of(Map.of("Value", "ann")));
        mapped.put("PhoneId", "12");
        mapped.put("Frist", "Ann");
        mapped.put("Uid", "u1");
        mapped.put("CustomFields", Map.of("a", List.of(1)));
        Sanitized.Unfit unfit = (Sanitized.Unfit) Sanitizer.sanitize(mapped, REFUSE, Set.of());
        assertThat(unfit.reason())
                .isEqualTo(
                        "profile \"Email[0].Value\": \"ann\" is not an e-mail address such as"
                                + " ann@example.com; \"PhoneId\": \"12\" is not a phone number with"
                                + " its country, such as +14155550132; \"Frist\" is not a field of"
                                + " an account; \"Uid\" is not a field that a connector may write;"
                                + " \"CustomFields.a\": a list of 1 is not a text");
    }

    @Test
    void aFieldOfTheProvidersOwnIsKeptWhereAnAccountIsFoundByIt() {
        Map<String, Object> mapped = Map.of("Uid", " u1 ", "IsDeleted", true);
        Sanitized sanitized = Sanitizer.sanitize(mapped, DROP, Set.of("Uid"));
        assertThat(((Sanitized.Fit) sanitized).profile()).isEqualTo(Map.of("Uid", "u1"));
    }

    @Test
    void aSecretIsNeitherChangedNorShown() {
        assertThat(fit(Map.of("Password", " <b>p&amp;w\u200B "), DROP).profile())
                .containsEntry("Password", " <b>p&amp;w\u200B ");
        Sanitized refused =
                Sanitizer.sanitize(Map.of("Password", "pass\u0000word"), REFUSE, Set.of());
        assertThat(((Sanitized.Unfit) refused).reason())
                .doesNotContain("pass\u0000word", "pass<U+0000>word")
                .contains("\"Password\": a value that is not shown is not a text of at most 256");
        assertThat(changes(Map.of("password", "hunter2")).toString()).doesNotContain("hunter2");
    }

    @Test
    void emptyIsNoValueWhereAFormIsAskedFor() {
        Map<String, Object> mapped = Map.of("PhoneId", " ", "NickName", "", "BirthDate", "");
        assertThat(fit(mapped, REFUSE).profile())
                .containsEntry("PhoneId", null)
                .containsEntry("BirthDate", null)
                .containsEntry("NickName", "");
    }

    @Test
    void aTextThatWasAllMarkupDoesNotEmptyItsField() {
        assertThat(fit(Map.of("NickName", "<b></b>"), DROP))
                .isEqualTo(
                        new Sanitized.Fit(
                                Map.of(),
                                List.of(
                                        new Cleaned(
                                                "NickName",
                                                "HTML stripped, nothing was left of it",
                                                null,
                                                null))));
    }

    @Test
    void anAddressWithoutATypeIsThePrimaryOne() {
        assertThat(
                        fit(
                                        Map.of(
                                                "Email",
                                                List.of(
                                                        Map.of("Value", "ann@example.com"),
                                                        Map.of(
                                                                "Value", "b@example.com",
                                                                "Type", "secondary"))),
                                        REFUSE)
                                .profile())
                .isEqualTo(
                        Map.of(
                                "Email",
                                List.of(
                                        Map.of("Value", "ann@example.com", "Type", "Primary"),
                                        Map.of("Value", "b@example.com", "Type", "Secondary"))));
    }

    @Test
    void elementsThatSayNothingAreLeftOut() {
        Map<String, Object> mapped =
                Map.of(
                        "Email", List.of(Map.of("Type", "Primary")),
                        "PhoneNumbers", List.of(Map.of("PhoneType", "home", "PhoneNumber", "")));
        assertThat(fit(mapped, REFUSE).profile()).isEmpty();
    }

    @Test
    void twoOfOneTypeAreRefused() {
        Map<String, Object> mapped =
                Map.of(
                        "Email",
                        List.of(
                                Map.of("Value", "a@example.com"),
                                Map.of("Value", "b@example.com", "Type", "PRIMARY")));
        Sanitized refused = Sanitizer.sanitize(mapped, REFUSE, Set.of());
        assertThat(((Sanitized.Unfit) refused).reason())
                .isEqualTo(
                        "profile \"Email[1].Type\": \"Primary\" is not a Type of its own, Email[0]"
                                + " has it");
        assertThat(fit(mapped, DROP).profile().get("Email"))
                .isEqualTo(List.of(Map.of("Value", "a@example.com", "Type", "Primary")));
    }

    @Test
    void aCustomObjectMayHaveAnyShapeWithinBounds() {
        Map<String, Object> object =
                Map.of(
                        "order",
                        Map.of("lines", List.of(1, "<b>two</b>", true), "note", "a\u0000b"));
        assertThat(fit(Map.of("CustomObject", object), DROP).profile())
                .isEqualTo(
                        Map.of(
                                "CustomObject",
                                Map.of(
                                        "order",
                                        Map.of("lines", List.of(1, "two", true), "note", "ab"))));
        Map<String, Object> deep = Map.of();
        for (int i = 0; i < 5_000; i++) {
            deep = Map.of("a", deep);
        }
        assertThat(fit(Map.of("CustomObject", deep), DROP).profile()).isEmpty();
    }

    @Test
    void whatIsVeryMuchIsBounded() {
        Map<String, Object> huge = new LinkedHashMap<>();
        IntStream.range(0, 10_000).forEach(i -> huge.put("field" + i, "x"));
        huge.put("About", "<a&amp;".repeat(200_000));
        huge.put("City", "\u0316\u0300".repeat(500_000));
        huge.put(
                "Email",
                IntStream.range(0, 10_000)
                        .mapToObj(i -> Map.of("Type", "t" + i, "Value", "a" + i + "@example.com"))
                        .toList());
        huge.put("x".repeat(1_000_000), 1);
        Sanitized.Fit fit = fit(huge, DROP);
        assertThat(fit.changes()).hasSize(101);
        assertThat(fit.changes().get(100).change()).isEqualTo("and 9904 more changes");
        assertThat((List<?>) fit.profile().get("Email")).hasSize(10);
    }
}

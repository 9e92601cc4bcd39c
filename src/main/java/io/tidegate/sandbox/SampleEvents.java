package io.tidegate.sandbox;

import io.tidegate.event.Event;
import io.tidegate.event.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sample events, the same in every sandbox, in an order that tells the story early: a delivery, a
 * skip, a retry that succeeds, a failed query, then an ordinary day.
 */
final class SampleEvents {
    static final String SOURCE = "/sandbox/sample";

    private static final int REFUSED_EVERY = 60;

    private static final List<Person> PEOPLE =
            List.of(
                    new Person(
                            "Amara",
                            "Okafor",
                            "amara.okafor@mail.example",
                            "+44 20 7946 0018",
                            "GB",
                            true),
                    new Person(
                            "Jonas",
                            "Lindqvist",
                            "jonas@lindqvist.example",
                            "+46 8 123 456 78",
                            "SE",
                            true),
                    new Person(
                            "Mei",
                            "Tanaka",
                            "Mei.Tanaka@Post.Example",
                            "+81 3-1234-5678",
                            "JP",
                            true),
                    new Person(
                            "Lucía",
                            "Fernández",
                            "lucia.f@correo.example",
                            "+34 912 34 56 78",
                            "ES",
                            true),
                    new Person(
                            "Noah",
                            "Becker",
                            "noah.becker@web.example",
                            "+49 (0)30 901820",
                            "DE",
                            true),
                    new Person(
                            " Priya ",
                            "Raman",
                            "priya@raman.example",
                            "(212) 555-0147",
                            "US",
                            true),
                    new Person(
                            "Tomás",
                            "Silva",
                            "tomas.silva@correio.example",
                            "+55 11 2345-6789",
                            "BR",
                            true));
    private static final Person UNVERIFIED =
            new Person(
                    "Zoe", "Martin", "zoe.martin@mail.example", "+33 1 99 00 12 34", "FR", false);
    private static final Person FLAKY =
            new Person("Finn", "Larsen", "flaky@sandbox.example", "+47 21 23 45 67", "NO", true);
    private static final Person REFUSED =
            new Person("Rhea", "Novak", "refused@sandbox.example", "+420 234 567 890", "CZ", true);

    private static final List<String> DAY =
            List.of(
                    "Login",
                    "UpdateProfile",
                    "Login",
                    "ConsentProfileUpdate",
                    "Register",
                    "DeleteCustomObject",
                    "Login",
                    "UpdateProfile",
                    "EmailVerification",
                    "DeleteAccount",
                    "ChangePassword");

    private record Person(
            String first,
            String last,
            String email,
            String phone,
            String country,
            boolean verified) {
        String uid() {
            return UUID.nameUUIDFromBytes(email.getBytes(StandardCharsets.UTF_8))
                    .toString()
                    .replace("-", "");
        }
    }

    private SampleEvents() {}

    /** The event of number {@code n}, from 0 on. */
    static Event of(long n, String id, Instant now) {
        if (n % REFUSED_EVERY == 3) {
            return event(id, "UpdateProfile", REFUSED, profile(REFUSED, n, now), now);
        }
        Person person =
                switch ((int) (n % 20)) {
                    case 1, 11 -> UNVERIFIED;
                    case 2 -> FLAKY;
                    default -> PEOPLE.get((int) (n % PEOPLE.size()));
                };
        String type = n % 20 < 3 ? "Register" : DAY.get((int) (n % DAY.size()));
        boolean record = type.endsWith("CustomObject");
        return event(
                id, type, person, record ? record(person, n, now) : profile(person, n, now), now);
    }

    private static Event event(
            String id, String type, Person person, Map<String, Object> data, Instant now) {
        var attributes =
                new Event.Attributes(
                        id,
                        SOURCE,
                        type,
                        person.uid(),
                        now.toString(),
                        Event.Attributes.Optional.NONE);
        return new Event(attributes, Json.write(data));
    }

    private static Map<String, Object> profile(Person person, long n, Instant now) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("Uid", person.uid());
        data.put("Provider", "Email");
        data.put("FirstName", person.first());
        data.put("LastName", person.last());
        data.put("FullName", person.first().strip() + " " + person.last());
        data.put("Email", List.of(Map.of("Type", "Primary", "Value", person.email())));
        data.put("EmailVerified", person.verified());
        data.put("PhoneId", person.phone());
        data.put("PhoneIdVerified", n % 2 == 0);
        data.put("Country", Map.of("Code", person.country()));
        data.put("IsActive", true);
        data.put("IsDeleted", false);
        data.put("RegistrationSource", "API");
        data.put("LastLoginDate", now.toString());
        Map<String, Object> custom = new LinkedHashMap<>();
        custom.put("Newsletter", person.verified() && n % 3 != 1 ? "yes" : "no");
        custom.put("Topics", n % 2 == 0 ? "Sailing; Weather ;News" : "Offers;News");
        data.put("CustomFields", custom);
        return data;
    }

    private static Map<String, Object> record(Person person, long n, Instant now) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("Id", String.format("%024x", 0x5d012c00L + n));
        data.put("Uid", person.uid());
        data.put("IsActive", false);
        data.put("IsDeleted", true);
        data.put("DateCreated", now.minusSeconds(86_400 * (1 + n % 30)).toString());
        data.put("DateModified", now.toString());
        data.put(
                "CustomObject",
                Map.of("ObjectName", "wishlist", "items", List.of("boat " + n % 7, "anchor")));
        return data;
    }
}

package io.tidegate.identity;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A password that nobody knows: the person asks for a new one, or logs in without. */
final class RandomPassword {
    /** Below 32, which is the most that some policies take. */
    private static final int LENGTH = 28;

    private static final List<String> KINDS =
            List.of(
                    "ABCDEFGHJKLMNPQRSTUVWXYZ",
                    "abcdefghijkmnopqrstuvwxyz",
                    "23456789",
                    "!@#$%*-_=+?");

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomPassword() {}

    /** Has upper and lower case, digits and signs: what usual policies ask for. */
    static String make() {
        List<Character> characters = new ArrayList<>();
        for (int i = 0; i < LENGTH; i++) {
            String kind = KINDS.get(i < KINDS.size() ? i : RANDOM.nextInt(KINDS.size()));
            characters.add(kind.charAt(RANDOM.nextInt(kind.length())));
        }
        Collections.shuffle(characters, RANDOM);
        StringBuilder text = new StringBuilder();
        characters.forEach(text::append);
        return text.toString();
    }
}

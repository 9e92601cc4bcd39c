package io.tidegate.profile;

import io.tidegate.profile.SanitizeTerms.Html;
import java.text.Normalizer;

/**
 * Makes texts fit: visible characters only, composed (NFC), without markup, trimmed, no longer than
 * their field. Each step may make work for another one (an entity may stand for a control
 * character), so they are repeated until nothing changes: what is clean stays as it is.
 */
final class Texts {
    /** More than anybody encodes by mistake; each takes a time in proportion to the text. */
    private static final int MOST_PASSES = 10;

    private final Html html;

    Texts(Html html) {
        this.html = html;
    }

    String clean(String raw, Kind kind, int most, Trail trail) throws NotUsable {
        // Markup may be much longer than its text; beyond this it is nobody's text.
        String before = Characters.cut(raw, most * 8 + 4_096);
        if (before.length() < raw.length()) {
            trail.note(cutTo(most));
        }
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            String after = pass(before, kind, most, trail);
            if (after.equals(before)) {
                return html == Html.ESCAPE
                        ? trail.step(after, Markup.escape(after), "HTML escaped")
                        : after;
            }
            before = after;
        }
        throw new NotUsable("a text that is encoded fewer than " + MOST_PASSES + " times over");
    }

    private String pass(String text, Kind kind, int most, Trail trail) throws NotUsable {
        String visible =
                trail.step(text, Characters.clean(text, kind), "control characters taken out");
        String plain = withoutMarkup(visible, trail);
        String composed =
                trail.step(plain, Normalizer.normalize(plain, Normalizer.Form.NFC), "composed");
        String trimmed = trail.step(composed, Characters.trim(composed), "trimmed");
        String fitting =
                html == Html.ESCAPE ? Markup.cut(trimmed, most) : Characters.cut(trimmed, most);
        if (kind == Kind.CODE && fitting.length() < trimmed.length()) {
            throw new NotUsable("a text of at most " + most + " characters");
        }
        return trail.step(trimmed, Characters.trim(fitting), cutTo(most));
    }

    private String withoutMarkup(String text, Trail trail) {
        return switch (html) {
            case STRIP -> trail.step(text, Markup.strip(text), "HTML stripped");
            // Noted when it is escaped anew: most likely it comes to the same.
            case ESCAPE -> Markup.decode(text);
            case KEEP -> text;
        };
    }

    private static String cutTo(int most) {
        return "cut to " + most + " characters";
    }
}

package io.tidegate.profile;

import io.tidegate.format.Format;
import io.tidegate.profile.SanitizeTerms.Html;
import java.util.List;
import java.util.Map;

/** Makes single values fit their field. */
final class Values {
    private final Texts texts;

    /** For what has a form: markup in it is no form. */
    private final Texts asItIs = new Texts(Html.KEEP);

    Values(Html html) {
        this.texts = new Texts(html);
    }

    /**
     * The value of the field's kind; an empty text where a form is asked for says there is none.
     */
    Object read(ProfileField field, Object raw, Trail trail) throws NotUsable {
        return switch (field.kind()) {
            case LINE, TEXT, CODE ->
                    texts.clean(text(raw, trail), field.kind(), field.most(), trail);
            case EMAIL -> inForm(Format.EMAIL, raw, trail);
            case PHONE -> inForm(Format.PHONE, raw, trail);
            case COUNTRY -> inForm(Format.COUNTRY, raw, trail);
            case URL -> Urls.read(code(raw, trail), trail);
            case DAY -> Times.day(code(raw, trail), trail);
            case TIME -> Times.time(code(raw, trail), trail);
            case EMAIL_TYPE ->
                    Words.emailType(
                            texts.clean(text(raw, trail), Kind.LINE, field.most(), trail), trail);
            case GENDER -> Words.gender(code(raw, trail), trail);
            case FLAG -> Words.flag(raw, trail);
            case WHOLE -> Numbers.whole(raw);
            case NUMBER -> Numbers.decimal(raw);
            case SECRET -> Words.secret(raw, field.most());
            case JSON -> new FreeShape(texts, field.most()).read(raw, trail);
            case LIST, OBJECT -> throw new NotUsable(field.kind().meaning());
        };
    }

    private String inForm(Format format, Object raw, Trail trail) throws NotUsable {
        String code = code(raw, trail);
        if (code.isEmpty()) {
            return code;
        }
        String normal = format.normal(code).orElseThrow(() -> new NotUsable(format.meaning()));
        return trail.step(code, normal, "in its normal form");
    }

    private String code(Object raw, Trail trail) throws NotUsable {
        return asItIs.clean(text(raw, trail), Kind.CODE, 2_048, trail);
    }

    private static String text(Object raw, Trail trail) throws NotUsable {
        if (raw instanceof String text) {
            return text;
        }
        if (raw instanceof Map || raw instanceof List) {
            throw new NotUsable("a text");
        }
        if (raw instanceof Number number && !Numbers.isShort(number)) {
            throw new NotUsable("a number of fewer digits");
        }
        trail.note("written as text");
        return raw instanceof Number number ? Numbers.text(number) : raw.toString();
    }
}

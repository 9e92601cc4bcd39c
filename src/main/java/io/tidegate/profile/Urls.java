package io.tidegate.profile;

import io.tidegate.format.Format;

/** URLs that a page may link to. */
final class Urls {
    private Urls() {}

    /** People write {@code example.com/ann} and mean the web; another scheme they would write. */
    static String read(String text, Trail trail) throws NotUsable {
        if (text.isEmpty() || Format.URL.normal(text).isPresent()) {
            return text;
        }
        String whole = "https://" + text;
        if (text.indexOf(':') < 0 && Format.URL.normal(whole).isPresent()) {
            trail.note("https:// put before it");
            return whole;
        }
        throw new NotUsable(Format.URL.meaning());
    }
}

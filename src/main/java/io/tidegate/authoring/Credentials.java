package io.tidegate.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds what looks like a credential that stands in a draft in clear. */
final class Credentials {
    private static final Pattern NAMES =
            Pattern.compile(
                    "authorization|proxy-authorization|cookie|.*(api-?key|token|secret|password|signature).*");

    private Credentials() {}

    static List<Fault> warnings(DraftText draft) {
        List<Fault> found = new ArrayList<>();
        if (draft.config().get("to") instanceof Map<?, ?> to
                && to.get("headers") instanceof Map<?, ?> headers) {
            headers.forEach(
                    (name, value) -> {
                        String header = String.valueOf(name);
                        if (NAMES.matcher(header.toLowerCase(Locale.ROOT)).matches()
                                && !String.valueOf(value).contains("{{secret:")) {
                            found.add(warning(draft, header));
                        }
                    });
        }
        return found;
    }

    private static Fault warning(DraftText draft, String header) {
        return draft.at(
                List.of("to", "headers", header),
                "the header "
                        + header
                        + " looks like a credential, and all who may see connectors see it: store it as a secret and"
                        + " write {{secret:name}}");
    }
}

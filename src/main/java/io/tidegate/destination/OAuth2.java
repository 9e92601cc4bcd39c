package io.tidegate.destination;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an access token is asked for. Each text may hold references to secrets. Two that are equal
 * share their token.
 *
 * @param form what is sent besides the client's credentials, in OAuth's names
 */
public record OAuth2(
        Grant grant,
        Authentication authentication,
        String tokenUrl,
        @Nullable String clientId,
        @Nullable String clientSecret,
        Map<String, String> form) {
    /** In {@link #form}. */
    public static final String REFRESH_TOKEN = "refresh_token";

    /** RFC 6749, sections 4.4 and 6. */
    public enum Grant {
        CLIENT_CREDENTIALS,
        REFRESH_TOKEN
    }

    /** RFC 6749, section 2.3.1: in the Authorization header, or in the form. */
    public enum Authentication {
        BASIC,
        BODY
    }

    public OAuth2 {
        form = Collections.unmodifiableMap(new LinkedHashMap<>(form));
    }
}

package io.tidegate.format;

import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Codes of ISO 3166-1, as this Java platform lists them. */
final class Countries {
    private static final Set<String> TWO = Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2);
    private static final Map<String, String> THREE =
            TWO.stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    code -> new Locale("", code).getISO3Country(),
                                    Function.identity()));

    private Countries() {}

    /** The two letters, in upper case. */
    static Optional<String> normal(String text) {
        String code = text.toUpperCase(Locale.ROOT);
        return TWO.contains(code) ? Optional.of(code) : Optional.ofNullable(THREE.get(code));
    }
}

package io.tidegate.destination;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reusable third party: what a connector has to say to it, and the request that comes of it. */
public record Destination(
        About about,
        Parameters parameters,
        Expectation expects,
        RequestShape request,
        Authorization authorization,
        Conduct conduct) {

    /** How the third party answers, and what a person should know of it. */
    public record Conduct(Answers answers, Facts facts) {}

    /** Whether a destination may be named so: lower-case letters, digits and single dashes. */
    public static boolean isName(String text) {
        return text.matches("[a-z0-9]+(-[a-z0-9]+)*");
    }

    public String name() {
        return about.name();
    }

    public Answers answers() {
        return conduct.answers();
    }

    /**
     * Reads a file.
     *
     * @param file its content as plain Java from YAML
     * @param name of the file, without its ending
     * @throws InvalidDestination with every mistake in it
     */
    public static Destination read(@Nullable Object file, String name) throws InvalidDestination {
        List<Problem> problems = new ArrayList<>();
        Destination read = new DestinationReader(problems).read(file, name);
        if (!problems.isEmpty() || read == null) {
            throw new InvalidDestination(problems);
        }
        return read;
    }

    /** Everything that is wrong with a connector's parameters; each is at its own key. */
    public List<Problem> check(Map<String, @Nullable Object> given) {
        return parameters.check(name(), given);
    }

    /**
     * @param given parameters in which {@link #check} found nothing
     */
    public Filled with(Map<String, @Nullable Object> given) {
        return Filled.of(this, parameters.filled(given), given);
    }
}

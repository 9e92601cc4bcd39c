package io.tidegate.event;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code $.name['name'][0]}; answers {@code null} as soon as a path needs the general engine.
 */
final class StepReader {
    private static final Pattern INDEX = Pattern.compile("\\[ *(-?\\d{1,9}) *]");
    private static final Pattern QUOTED =
            Pattern.compile("\\[ *(?:'([^'\\\\]*)'|\"([^\"\\\\]*)\") *]");

    /**
     * Characters that a dotted name can only hold by mistake: half a filter, half a bracket, half a
     * quote.
     */
    private static final String NOT_IN_A_NAME = "]){}*?,'\"=<>!&|\\";

    private final String path;
    private final List<Steps.Step> steps = new ArrayList<>();
    private int at = 1;

    StepReader(String path) {
        this.path = path;
    }

    @Nullable Steps read() throws InvalidPath {
        while (at < path.length()) {
            char c = path.charAt(at);
            boolean plain;
            if (c == '.') {
                plain = dot();
            } else if (c == '[') {
                plain = bracket();
            } else {
                throw InvalidPath.at(at, path, "expected . or [ but found " + c);
            }
            if (!plain) {
                return null;
            }
        }
        return new Steps(List.copyOf(steps));
    }

    private boolean dot() throws InvalidPath {
        at++;
        if (at == path.length()) {
            throw InvalidPath.at(at - 1, path, "a path cannot end with a dot");
        }
        char next = path.charAt(at);
        if (next == '.' || next == '*') {
            return false;
        }
        return next == '[' || name();
    }

    private boolean name() throws InvalidPath {
        int start = at;
        while (at < path.length() && path.charAt(at) != '.' && path.charAt(at) != '[') {
            char c = path.charAt(at);
            if (c == '(') {
                return false;
            }
            if (Character.isWhitespace(c)
                    || Character.isISOControl(c)
                    || NOT_IN_A_NAME.indexOf(c) >= 0) {
                String seen =
                        c == ' '
                                ? "a space"
                                : Character.isISOControl(c) ? "a control character" : "" + c;
                throw InvalidPath.at(
                        at,
                        path,
                        "a name cannot hold " + seen + " unless it is quoted, as in $['a name']");
            }
            at++;
        }
        steps.add(new Steps.Name(path.substring(start, at)));
        return true;
    }

    private boolean bracket() {
        Matcher index = INDEX.matcher(path).region(at, path.length());
        if (index.lookingAt()) {
            steps.add(new Steps.Index(Integer.parseInt(index.group(1))));
            at = index.end();
            return true;
        }
        Matcher quoted = QUOTED.matcher(path).region(at, path.length());
        if (quoted.lookingAt()) {
            steps.add(new Steps.Name(quoted.group(1) != null ? quoted.group(1) : quoted.group(2)));
            at = quoted.end();
            return true;
        }
        return false;
    }
}

package io.tidegate.connector;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where Java wrote something.
 *
 * @param author the class that wrote it; its lambdas and inner classes count as it
 * @param lines the file's text; none if only its class is there
 */
record JavaSource(SourceFile file, String author, List<String> lines) {
    private static final StackWalker STACK = StackWalker.getInstance();

    JavaSource {
        lines = List.copyOf(lines);
    }

    /**
     * A class of which there is no text.
     *
     * @param folder what the paths in it are relative to
     */
    static JavaSource of(Class<?> author, Path folder) {
        String name = author.getName().replace('.', '/') + ".java";
        return new JavaSource(new SourceFile(name, folder), author.getName(), List.of());
    }

    /** The line that is running now, and there the word of ours that it calls. */
    Mark here() {
        return STACK.walk(frames -> here(frames.iterator()));
    }

    private Mark here(Iterator<StackWalker.StackFrame> frames) {
        String word = "";
        while (frames.hasNext()) {
            StackWalker.StackFrame frame = frames.next();
            if (isAuthors(frame.getClassName())) {
                return mark(frame.getLineNumber(), word);
            }
            word = frame.getMethodName();
        }
        return file.start();
    }

    /** The author's line at which this was thrown; the file's first if it has no part in it. */
    Mark mark(Throwable thrown) {
        return causes(thrown)
                .flatMap(cause -> Stream.of(cause.getStackTrace()))
                .filter(frame -> isAuthors(frame.getClassName()))
                .findFirst()
                .map(frame -> mark(frame.getLineNumber(), ""))
                .orElse(file.start());
    }

    /** Where this text stands first; the file's first line if it does not. */
    Mark find(String text) {
        for (int i = 0; i < lines.size(); i++) {
            int column = lines.get(i).indexOf(text);
            if (column >= 0) {
                return new Mark(file.name(), i + 1, column + 1);
            }
        }
        return file.start();
    }

    private boolean isAuthors(String className) {
        return className.equals(author) || className.startsWith(author + "$");
    }

    /** A class file knows lines only; the column is looked up in the text. */
    private Mark mark(int line, String word) {
        if (line < 1 || line > lines.size()) {
            return new Mark(file.name(), Math.max(1, line), 1);
        }
        String text = lines.get(line - 1);
        Matcher call = Pattern.compile("\\b" + Pattern.quote(word) + "\\s*\\(").matcher(text);
        int column =
                !word.isEmpty() && call.find()
                        ? call.start()
                        : text.length() - text.stripLeading().length();
        return new Mark(file.name(), line, column + 1);
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(20);
    }

    /** The mark as the YAML parser would set it, for nodes. */
    Optional<org.snakeyaml.engine.v2.exceptions.Mark> yaml() {
        Mark here = here();
        return Optional.of(
                new org.snakeyaml.engine.v2.exceptions.Mark(
                        here.file(), 0, here.line() - 1, here.column() - 1, new int[0], 0));
    }
}

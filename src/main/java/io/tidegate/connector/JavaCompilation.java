package io.tidegate.connector;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Compiles Java files in memory against the class path of this process, each on its own; what the
 * class path holds is looked up once for all of them.
 */
final class JavaCompilation implements Closeable {
    /** Lines, so that a mistake can name them; no annotation processors, which jars may bring. */
    private static final List<String> OPTIONS =
            List.of(
                    "-classpath",
                    System.getProperty("java.class.path", ""),
                    "-proc:none",
                    "-implicit:none",
                    "-parameters",
                    "-g",
                    "-Xlint:none");

    private @Nullable StandardJavaFileManager classPath;

    /**
     * The class that has the file's name, loaded by a loader of its own.
     *
     * @throws InvalidConnector with all that the compiler says
     */
    Class<?> type(JavaSource source, String text) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw wrong(
                    source,
                    "a Java file needs a JDK, and this is a runtime without a compiler: start Tidegate with a JDK, 17 or"
                            + " later");
        }
        CompiledClasses classes = new CompiledClasses(classPath(compiler));
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        List<JavaFileObject> files = List.of(input(source, text));
        if (!compiler.getTask(null, classes, said, OPTIONS, null, files).call()) {
            throw new InvalidConnector(mistakes(source, said.getDiagnostics()));
        }
        try {
            return classes.loader().loadClass(source.author());
        } catch (ClassNotFoundException e) {
            String name = source.author().substring(source.author().lastIndexOf('.') + 1);
            throw wrong(
                    source, "there is no class " + name + " in it: a class is named like its file");
        }
    }

    private StandardJavaFileManager classPath(JavaCompiler compiler) {
        StandardJavaFileManager files = classPath;
        if (files == null) {
            files = compiler.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
            classPath = files;
        }
        return files;
    }

    @Override
    public void close() throws IOException {
        if (classPath != null) {
            classPath.close();
        }
    }

    private static JavaFileObject input(JavaSource source, String text) {
        URI uri = URI.create("string:///" + source.author().replace('.', '/') + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static List<Mistake> mistakes(
            JavaSource source, List<Diagnostic<? extends JavaFileObject>> said) {
        List<Mistake> mistakes = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> one : said) {
            if (one.getKind() == Diagnostic.Kind.ERROR) {
                int line = (int) Math.max(1, one.getLineNumber());
                int column = (int) Math.max(1, one.getColumnNumber());
                Mark mark = new Mark(source.file().name(), line, column);
                mistakes.add(new Mistake(mark, message(one.getMessage(Locale.ENGLISH))));
            }
        }
        return mistakes;
    }

    /** On one line, classes without packages, and the word that was meant if it is one of ours. */
    private static String message(String said) {
        String line =
                said.lines()
                        .map(part -> part.strip().replaceAll("\\s+", " "))
                        .collect(Collectors.joining("; "))
                        .replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "");
        return line + JavaWords.hint(line);
    }

    private static InvalidConnector wrong(JavaSource source, String message) {
        return new InvalidConnector(List.of(new Mistake(source.file().start(), message)));
    }
}

package io.tidegate.connector;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/** A Java file of the routes folder: compiled on its own, never written to the disk. */
final class JavaFile implements Candidate {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");

    private final Path path;
    private final JavaCompilation compilation;
    private final JavaRoutes routes;

    JavaFile(Path path, JavaCompilation compilation, JavaRoutes routes) {
        this.path = path;
        this.compilation = compilation;
        this.routes = routes;
    }

    @Override
    public SourceFile file() {
        return SourceFile.of(path);
    }

    @Override
    public Optional<RouteFile> read(Findings found) throws Exception {
        byte[] bytes = Files.readAllBytes(path);
        String text = Utf8Text.of(bytes, file());
        JavaSource source = new JavaSource(file(), className(text), text.lines().toList());
        RouteBuilder builder = builder(compilation.type(source, text), source);
        Resource resource = ResourceHelper.fromBytes("file:" + path.toAbsolutePath(), bytes);
        return Optional.of(routes.read(builder, source, resource, found));
    }

    @Override
    public NamedConnectors named() {
        return JavaNames.read(path);
    }

    private String className(String text) {
        String name = String.valueOf(path.getFileName()).replaceAll("\\.java$", "");
        Matcher found = PACKAGE.matcher(text);
        return found.find() ? found.group(1) + "." + name : name;
    }

    private static RouteBuilder builder(Class<?> type, JavaSource source) {
        Mark mark = source.find("class " + type.getSimpleName());
        if (!RouteBuilder.class.isAssignableFrom(type)
                || Modifier.isAbstract(type.getModifiers())) {
            throw wrong(
                    mark,
                    "the class "
                            + type.getSimpleName()
                            + " must be a ConnectorBuilder or a RouteBuilder of Camel, and not abstract: what several"
                            + " files share belongs into a jar on the class path");
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true); // need not be public
            return (RouteBuilder) constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw JavaRoutes.failed("its constructor", e.getTargetException(), source);
        } catch (ExceptionInInitializerError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw JavaRoutes.failed("a static field", cause, source);
        } catch (ReflectiveOperationException e) {
            throw wrong(
                    mark,
                    "the class "
                            + type.getSimpleName()
                            + " must have a constructor without parameters");
        }
    }

    private static InvalidConnector wrong(Mark mark, String message) {
        return new InvalidConnector(List.of(new Mistake(mark, message)));
    }
}

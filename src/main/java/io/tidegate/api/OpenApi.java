package io.tidegate.api;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI document: paths, methods, parameters, roles and errors are those of the operations as
 * they are in the code; their words and the shapes of bodies are declared in {@code openapi.json}.
 */
final class OpenApi {
    private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");

    private final Map<String, @Nullable Object> declared;

    OpenApi() {
        this(read());
    }

    private OpenApi(Map<String, @Nullable Object> declared) {
        this.declared = declared;
    }

    byte[] document(List<Operation> operations) {
        Map<String, @Nullable Object> paths = new LinkedHashMap<>();
        for (Operation operation : operations) {
            Object path =
                    paths.computeIfAbsent(operation.template(), template -> new LinkedHashMap<>());
            object(path).put(method(operation), described(operation));
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>(declared);
        document.put("paths", paths);
        return Json.write(document);
    }

    /** What is declared of an operation beside what the code says; empty: nothing is. */
    Map<String, @Nullable Object> words(Operation operation) {
        Map<String, @Nullable Object> paths = object(declared.get("paths"));
        return object(object(paths.get(operation.template())).get(method(operation)));
    }

    private static String method(Operation operation) {
        return operation.method().toLowerCase(Locale.ROOT);
    }

    private Map<String, @Nullable Object> described(Operation operation) {
        Map<String, @Nullable Object> words = words(operation);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("operationId", words.getOrDefault("operationId", id(operation)));
        json.put("summary", words.getOrDefault("summary", id(operation)));
        json.put("description", "Needs the role " + operation.role().word() + ".");
        json.put("x-role", operation.role().word());
        List<Object> parameters = parameters(operation, words);
        if (!parameters.isEmpty()) {
            json.put("parameters", parameters);
        }
        if (words.containsKey("requestBody")) {
            json.put("requestBody", words.get("requestBody"));
        }
        json.put("responses", responses(operation, object(words.get("responses"))));
        return json;
    }

    private static String id(Operation operation) {
        return method(operation) + operation.template().replaceAll("[^A-Za-z]+", "-");
    }

    private static List<Object> parameters(
            Operation operation, Map<String, @Nullable Object> words) {
        List<Object> parameters = new ArrayList<>();
        Matcher inPath = IN_PATH.matcher(operation.template());
        while (inPath.find()) {
            parameters.add(parameter("path", inPath.group(1), words));
        }
        for (String name : new TreeSet<>(operation.parameters())) {
            parameters.add(parameter("query", name, words));
        }
        for (Object one : list(words.get("parameters"))) {
            if ("header".equals(object(one).get("in"))) {
                parameters.add(one);
            }
        }
        return parameters;
    }

    /** As it is declared, else a text. */
    private static Object parameter(String in, String name, Map<String, @Nullable Object> words) {
        for (Object one : list(words.get("parameters"))) {
            if (in.equals(object(one).get("in")) && name.equals(object(one).get("name"))) {
                return one;
            }
        }
        Map<String, @Nullable Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", in);
        if (in.equals("path")) {
            parameter.put("required", true);
        }
        parameter.put("schema", Map.of("type", "string"));
        return parameter;
    }

    private static Map<String, @Nullable Object> responses(
            Operation operation, Map<String, @Nullable Object> declared) {
        Map<String, @Nullable Object> responses = new LinkedHashMap<>(declared);
        Object problem = Map.of("$ref", "#/components/responses/Problem");
        if (declared.isEmpty()) {
            responses.put("200", Map.of("description", "OK"));
        }
        List<String> always = new ArrayList<>(List.of("400", "401", "403", "500", "503"));
        if (operation.template().contains("{")) {
            always.add("404");
        }
        always.forEach(status -> responses.putIfAbsent(status, problem));
        return responses;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(@Nullable Object json) {
        return json instanceof Map ? (Map<String, @Nullable Object>) json : Map.of();
    }

    private static List<?> list(@Nullable Object json) {
        return json instanceof List<?> list ? list : List.of();
    }

    private static Map<String, @Nullable Object> read() {
        try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException(
                        "openapi.json is missing from the jar: build it anew");
            }
            return object(Json.parse(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidJson e) {
            throw new IllegalStateException("openapi.json is no JSON: " + e.getMessage(), e);
        }
    }
}

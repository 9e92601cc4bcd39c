package io.tidegate.inflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.ClasspathSchemaLoader;
import com.networknt.schema.resource.InputStreamSource;
import io.tidegate.intake.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema, draft 2020-12 unless it names another, that a post must fulfil. A {@code $ref}
 * leads within the file or to the drafts' own; nothing is fetched.
 */
public final class PostSchemaCheck {
    static final int MAX_FAULTS = 100;

    private static final int MAX_VALUE = 100;
    private static final int MAX_TEXT = 300;
    private static final Pattern LONG = Pattern.compile("\\S{" + (MAX_VALUE + 1) + ",}");
    private static final JsonNodePath ROOT = new JsonNodePath(PathType.JSON_POINTER);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String DRAFTS = "classpath:draft";
    private static final ClasspathSchemaLoader CLASSPATH = new ClasspathSchemaLoader();

    private final JsonSchema schema;

    /**
     * @throws IllegalArgumentException with a message for the author, if it cannot be used
     */
    public PostSchemaCheck(JsonNode schema) {
        JsonSchemaFactory factory =
                Mailbox.into(
                                JsonSchemaFactory.builder(
                                        JsonSchemaFactory.getInstance(VersionFlag.V202012)))
                        .schemaLoaders(loaders -> loaders.add(PostSchemaCheck::load))
                        .build();
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder()
                        .pathType(PathType.JSON_POINTER)
                        .formatAssertionsEnabled(true)
                        .locale(Locale.ENGLISH)
                        .regularExpressionFactory(BoundedRegex::new)
                        .build();
        try {
            this.schema = factory.getSchema(schema, config);
            this.schema.initializeValidators();
        } catch (JsonSchemaException | java.util.regex.PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "the schema cannot be used: " + cut(String.valueOf(e.getMessage())), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("the schema refers to itself without an end", e);
        }
    }

    /** The drafts' own schemas are in the library; any other address is not asked. */
    private static InputStreamSource load(AbsoluteIri iri) {
        if (iri.toString().startsWith(DRAFTS)) {
            return CLASSPATH.getSchema(iri);
        }
        throw new JsonSchemaException(
                "$ref leads to " + iri + ", outside the file; nothing is fetched");
    }

    /**
     * Every place that is wrong; at most {@value #MAX_FAULTS}, and then one that says how many
     * there are. Empty: the post is right.
     *
     * @throws Unchecked if it would take too long to tell
     */
    List<Problem.Fault> faults(@Nullable Object post) throws Unchecked {
        BoundedRegex.begin();
        Set<ValidationMessage> found;
        try {
            JsonNode node = MAPPER.valueToTree(post);
            found = schema.validate(new Bounded(), node, node, ROOT);
        } catch (Unchecked.Thrown e) {
            throw new Unchecked(e.why());
        } catch (StackOverflowError e) {
            throw new Unchecked("the schema refers to itself without an end");
        }
        List<Problem.Fault> faults = new ArrayList<>();
        found.stream()
                .map(PostSchemaCheck::fault)
                .sorted(Comparator.comparing(Problem.Fault::pointer))
                .distinct()
                .limit(MAX_FAULTS)
                .forEach(faults::add);
        if (found.size() > MAX_FAULTS) {
            faults.add(
                    new Problem.Fault(
                            "",
                            found.size() + " places are wrong; these are the first " + MAX_FAULTS));
        }
        return faults;
    }

    private static Problem.Fault fault(ValidationMessage message) {
        return new Problem.Fault(
                cut(message.getInstanceLocation().toString()), cut(message.getError().strip()));
    }

    /** What stands in a post may be long, and is not for a log. */
    private static String cut(String text) {
        Matcher matcher = LONG.matcher(text);
        String cut =
                matcher.replaceAll(
                        m -> Matcher.quoteReplacement(m.group().substring(0, MAX_VALUE) + "…"));
        return cut.length() > MAX_TEXT ? cut.substring(0, MAX_TEXT) + "…" : cut;
    }

    /** It would take too long to tell whether a post is right. */
    static final class Unchecked extends Exception {
        Unchecked(String why) {
            super(why, null, false, false);
        }

        /** Through the validator, which knows no such thing. */
        static final class Thrown extends RuntimeException {
            private final String why;

            Thrown(String why) {
                super(why, null, false, false);
                this.why = why;
            }

            String why() {
                return why;
            }
        }
    }

    /** The validator asks before each finding it makes; a post may have one in every other byte. */
    private static final class Bounded extends ExecutionContext {
        private static final int MAX_FINDINGS = 100_000;

        private int findings;

        Bounded() {
            getExecutionConfig().setLocale(Locale.ENGLISH);
            getExecutionConfig().setFormatAssertionsEnabled(true);
        }

        @Override
        public boolean isFailFast() {
            if (++findings > MAX_FINDINGS) {
                throw new Unchecked.Thrown(
                        "the schema finds more than " + MAX_FINDINGS + " places to tell of");
            }
            return super.isFailFast();
        }
    }
}

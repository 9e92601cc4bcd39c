package io.tidegate;

import io.tidegate.api.ConnectorDirectory;
import io.tidegate.api.ConnectorView;
import io.tidegate.api.Ways;
import io.tidegate.connector.ActionTarget;
import io.tidegate.connector.CamelStage;
import io.tidegate.connector.Connector;
import io.tidegate.connector.EndpointTarget;
import io.tidegate.connector.Entry;
import io.tidegate.connector.HookStage;
import io.tidegate.connector.HttpTarget;
import io.tidegate.connector.ScriptStage;
import io.tidegate.connector.Target;
import io.tidegate.connector.Verification;
import io.tidegate.connector.YamlDocument;
import io.tidegate.identity.MatchField;
import io.tidegate.mapping.Mapping;
import io.tidegate.profile.SanitizeTerms;
import io.tidegate.route.Roster;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/** The way through each connector, as its model says it; secrets stand in it as references. */
final class ConnectorWays implements Ways {
    private final Roster roster;
    private final ConnectorDirectory directory;
    private final Supplier<CamelContext> context;

    /**
     * @param directory knows those too that do not run
     * @param context has the routes that are no connector's
     */
    ConnectorWays(Roster roster, ConnectorDirectory directory, Supplier<CamelContext> context) {
        this.roster = roster;
        this.directory = directory;
        this.context = context;
    }

    @Override
    public Optional<Way> of(String id) {
        Optional<Connector> connector = roster.connector(id);
        return connector.isPresent()
                ? connector.map(one -> new Way(one.kind(), stages(one)))
                : directory.connectors().stream()
                        .filter(view -> view.label().id().equals(id))
                        .findFirst()
                        .map(this::known);
    }

    /** A plain Camel route, or one that is broken or missing: what is known. */
    private Way known(ConnectorView view) {
        List<Step> steps = new ArrayList<>();
        steps.add(step("trigger", String.join(", ", view.way().on()), null));
        RouteDefinition route =
                context.get()
                        .getCamelContextExtension()
                        .getContextPlugin(Model.class)
                        .getRouteDefinition(view.label().id());
        if (route != null) {
            String detail =
                    route.getOutputs().stream()
                            .filter(step -> !(step instanceof OnExceptionDefinition))
                            .map(ConnectorWays::text)
                            .collect(Collectors.joining("\n"));
            steps.add(step("request", "the steps of a plain Camel route", detail));
        }
        return new Way(view.label().kind(), steps);
    }

    private static List<Step> stages(Connector connector) {
        List<Step> steps = new ArrayList<>();
        entry(connector, steps);
        for (int i = 0; i < connector.stages().rules().size(); i++) {
            String rule = connector.stages().rules().get(i).expression();
            steps.add(new Step("rule", "rule-" + (i + 1), rule, null));
        }
        hooks("before", connector.stages().before(), steps);
        Mapping mapping = connector.stages().mapping();
        if (mapping != null) {
            steps.add(mapping(mapping));
        }
        if (connector.to() instanceof ActionTarget action) {
            steps.add(step("sanitize", text(action.sanitize()), null));
        }
        steps.add(step("request", text(connector.to()), null));
        hooks("after", connector.stages().after(), steps);
        return steps;
    }

    private static Step step(String stage, String text, @Nullable String detail) {
        return new Step(stage, stage, text, detail);
    }

    private static void entry(Connector connector, List<Step> steps) {
        Entry entry = connector.entry();
        if (entry == null) {
            String on =
                    connector.on().stream().map(Object::toString).collect(Collectors.joining(", "));
            steps.add(step("trigger", on, null));
        } else {
            steps.add(step("trigger", "POST /inflow/" + connector.id(), null));
            steps.add(step("verify", text(entry.verification()), null));
        }
    }

    private static String text(Verification verification) {
        if (verification instanceof Verification.Hmac hmac) {
            return "hmac: " + hmac.algorithm().word() + " in the header " + hmac.header();
        }
        return verification instanceof Verification.None
                ? "none: whoever reaches the endpoint may post"
                : verification.word();
    }

    private static void hooks(String stage, List<HookStage> hooks, List<Step> steps) {
        for (int i = 0; i < hooks.size(); i++) {
            HookStage hook = hooks.get(i);
            String text =
                    hook instanceof ScriptStage script
                            ? script.script().name()
                            : text(((CamelStage) hook).definition());
            steps.add(new Step(stage, stage + "-" + (i + 1), text, null));
        }
    }

    private static String text(ProcessorDefinition<?> step) {
        String label = String.valueOf(URISupport.sanitizeUri(step.getLabel()));
        return label.startsWith(step.getShortName()) ? label : step.getShortName() + ": " + label;
    }

    private static Step mapping(Mapping mapping) {
        List<String> targets = mapping.targets();
        String text =
                targets.size() == 1
                        ? targets.get(0)
                        : targets.size() + " fields: " + String.join(", ", targets);
        return step("mapping", shortened(text), YamlDocument.of(mapping.text().asWritten()));
    }

    private static String shortened(String text) {
        return text.length() <= 120 ? text : text.substring(0, 119) + "…";
    }

    private static String text(SanitizeTerms terms) {
        return "unknown fields: %s, markup: %s, invalid values: %s"
                .formatted(word(terms.unknown()), word(terms.html()), word(terms.invalid()));
    }

    private static String word(Enum<?> term) {
        return term.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Target target) {
        if (target instanceof HttpTarget http) {
            String request = http.method() + " " + http.uri().text();
            return http.destination() == null
                    ? request
                    : http.destination().destination().name() + ": " + request;
        }
        if (target instanceof ActionTarget action) {
            String match =
                    action.match().stream().map(MatchField::word).collect(Collectors.joining(", "));
            return action.action().word() + (match.isEmpty() ? "" : ", found by " + match);
        }
        return String.valueOf(URISupport.sanitizeUri(((EndpointTarget) target).uri()));
    }
}

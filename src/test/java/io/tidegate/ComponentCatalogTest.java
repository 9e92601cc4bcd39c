package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.delivery.TriggerEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import org.apache.camel.Endpoint;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.suggest.CatalogSuggestionStrategy;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Camel's own tools know {@code trigger:} and {@code events:} from what the build generates. */
class ComponentCatalogTest {
    private final CamelCatalog catalog = new DefaultCamelCatalog();

    @BeforeEach
    void addOurs() throws IOException {
        catalog.setSuggestionStrategy(new CatalogSuggestionStrategy());
        add("trigger", "delivery", "TriggerComponent");
        add("events", "intake", "EventsComponent");
        add("tidegate-request", "route", "RequestComponent");
        add("identity", "route", "IdentityComponent");
    }

    private void add(String scheme, String folder, String type) throws IOException {
        String json = resource("META-INF/io/tidegate/" + folder + "/" + scheme + ".json");
        catalog.addComponent(scheme, "io.tidegate." + folder + "." + type, json);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ComponentCatalogTest.class.getResourceAsStream("/" + name)) {
            byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @Test
    void theCatalogueDescribesOurComponents() {
        assertThat(catalog.componentJSonSchema("trigger"))
                .contains("\"consumerOnly\": true", "\"syntax\": \"trigger:name\"")
                .contains(
                        "\"description\": \"Whether events of one subject wait for each other.\"");
        assertThat(catalog.componentJSonSchema("events")).contains("\"producerOnly\": true");
    }

    @Test
    void aWrongOptionIsNamedWithTheRightOne() {
        EndpointValidationResult wrong =
                catalog.validateEndpointProperties("trigger:x?on=Register&orderd=true");
        assertThat(wrong.getUnknown()).containsExactly("orderd");
        assertThat(wrong.getUnknownSuggestions().get("orderd")).startsWith("ordered");
        assertThat(catalog.validateEndpointProperties("trigger:x").getRequired())
                .containsExactly("on");
        assertThat(
                        catalog.validateEndpointProperties("trigger:x?on=Login&concurrency=a")
                                .getInvalidInteger())
                .containsKey("concurrency");
        assertThat(
                        catalog.validateEndpointProperties(
                                        "trigger:x?on=Register,Update*&ordered=false&concurrency=4")
                                .isSuccess())
                .isTrue();
        assertThat(catalog.validateEndpointProperties("events:bus").isSuccess()).isTrue();
    }

    @Test
    void theJarNamesItsComponents() throws IOException {
        String name = "META-INF/services/org/apache/camel/component.properties";
        assertThat(Collections.list(getClass().getClassLoader().getResources(name)))
                .extracting(ComponentCatalogTest::text)
                .anyMatch(
                        text ->
                                text.contains(
                                        "components=events identity tidegate-request trigger"));
    }

    private static String text(URL url) {
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void camelSetsOptionsWithoutReflection() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            Endpoint endpoint = context.getEndpoint("trigger:x?on=Login&concurrency=3");
            PropertyConfigurer configurer =
                    PluginHelper.getConfigurerResolver(context)
                            .resolvePropertyConfigurer("trigger-endpoint", context);
            assertThat(configurer).isNotNull();
            assertThat(((TriggerEndpoint) endpoint).getConcurrency()).isEqualTo(3);
            assertThat(PluginHelper.getBeanIntrospection(context).getInvokedCounter()).isZero();
        }
    }
}

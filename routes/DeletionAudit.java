import io.tidegate.connector.ConnectorBuilder;
import io.tidegate.connector.Outflow;
import java.util.Map;

/**
 * Every deleted custom object leaves an entry in the audit, without saying whose it was. In Java, because all entries are made
 * alike: one more kind of deletion is one more call, not a copy of a file.
 */
public class DeletionAudit extends ConnectorBuilder {
    @Override
    public void configure() {
        entry("custom-object.deleted", outflow("deletion-audit")
                        .title("Audit of deleted custom objects")
                        .on("DeleteCustomObject"))
                .map("object.id").from("$.data.Id").required()
                .map("object.name").from("$.data.CustomObject.ObjectName").defaultValue("unnamed")
                .map("object.items").expr("$count(data.CustomObject.items)")
                .test(
                        Map.of("type", "DeleteCustomObject", "data", Map.of("Uid", "u1", "Id", "o1")),
                        Map.of("request", Map.of("bodyContains", Map.of(
                                "action", "custom-object.deleted",
                                "owner", "bb82030dbc2bcaba32a90bf2e207a84a856fc5f033b77c480836ab6f77f40f19",
                                "object", Map.of("id", "o1", "name", "unnamed")))))
                .test(
                        Map.of("type", "DeleteCustomObject", "data", Map.of("Uid", "u1")),
                        Map.of("error", Map.of("step", "mapping", "message", "object.id")));
    }

    /** What all entries say, and where they go. */
    private Outflow entry(String action, Outflow deletion) {
        return deletion
                .map("entry").from("$.id")
                .map("action").value(action)
                .map("owner").from("$.data.Uid").convert(sha256())
                .map("at").from("$.time")
                .to("https://audit.example/v2/entries")
                .header("Authorization", "Bearer {{secret:audit-token}}")
                .timeouts().connect("2s").response("10s")
                .ordered(false); // entries stand for themselves
    }
}

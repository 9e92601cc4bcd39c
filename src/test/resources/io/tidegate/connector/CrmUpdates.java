import io.tidegate.connector.ConnectorBuilder;
import java.time.Duration;

/** What crm-updates.camel.yaml says beside it. */
public class CrmUpdates extends ConnectorBuilder {
    @Override
    public void configure() {
        inflow("crm-updates")
                .title("CRM updates")
                .system("crm")
                .verify().standardWebhooks("{{secret:crm-webhook}}")
                .idFrom("$.data.eventId")
                .subject("$.data.email")
                .schema("schemas/crm-contact.json")
                .items("$.data.contacts[*]")
                .dedupe(Duration.ofMinutes(1))
                .rules("$[?(@.data.deleted != true)]")
                .beforeScript("hooks/split-name.js")
                .map("Email[0].Value").from("$.data.email").convert(trim(), lower()).check("email").required()
                .map("PhoneId").from("$.data.mobile").convert(phoneE164())
                .map("ExternalIds[0].Source").value("crm")
                .map("ExternalIds[0].SourceId").from("$.data.id")
                .map("ModifiedDate").from("$.data.changedAt")
                .sanitize().unknown("refuse").html("escape").invalid("drop")
                .action("upsert-account")
                .match("Email", "PhoneId", "ExternalId")
                .conflict("last-write")
                .echo("suppress")
                .afterScript("hooks/remember.js")
                .retry().attempts(3)
                .ordered(false)
                .concurrency(4)
                .whenInactive("hold");
    }
}

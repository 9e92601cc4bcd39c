import io.tidegate.connector.ConnectorBuilder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

class EveryWord extends ConnectorBuilder {
    @Override
    public void configure() {
        outflow("every-word")
                .title("Every word")
                .system("crm")
                .on("Register", "Update*").on("com.acme.order.paid")
                .rules("$[?(@.data.EmailVerified == true)]", "$.data.Email")
                .beforeScript("hooks/normalise-phone.js")
                .beforeSteps(steps -> steps.setProperty("kept", simple("${body[id]}")).log("a registration"))
                .map("email").from("$.data.Email[0].Value").convert(trim(), lower()).check("email").required()
                .map("name").from("$.data.FirstName").convert(trim(), capitalize(), truncate(2)).defaultValue("Friend")
                .map("full").expr("data.FirstName & ' ' & data.LastName")
                .map("constants").value(Arrays.asList("tidegate", 1, 0.5, true, null, Map.of("a", "b")))
                .map("uid").from("$.data.Uid")
                .map("code").from("$.data.Country.Code").convert(upper())
                .map("country").from("$.data.Country.Code").convert(lookup("tables/countries.csv", "Other"))
                .map("region").from("$.data.Country.Code").convert(lookup("tables/countries.csv"))
                .map("greeting").from("$.data.Gender").convert(lookup(Map.of("F", "Ms", "M", "Mr", "else", "")))
                .map("text").from("$.data.Country").convert(string())
                .map("points").from("$.data.Points").convert(number())
                .map("yes").from("$.data.Newsletter").convert(bool())
                .map("day").from("$.data.LastLoginDate").convert(date("yyyy-MM-dd"))
                .map("born").from("$.data.BirthDate").convert(date("MM/dd/yyyy", "yyyy-MM-dd"))
                .map("hour").from("$.data.LastLoginDate").convert(date("iso", "HH", "Europe/Berlin"))
                .map("topics").from("$.data.Topics").convert(split(";"), trim(), join(", "))
                .map("first").from("$.data.Topics").convert(split(";")).convert(first())
                .map("last").from("$.data.Topics").convert(split(";"), last())
                .map("phone").from("$.data.PhoneId").convert(phoneE164())
                .map("local").from("$.data.Local").convert(phoneE164("US"))
                .map("owner").from("$.data.Uid").convert(sha256())
                .to("http://127.0.0.1:PORT/v1/contacts/{email}?uid={uid}")
                .method("PUT")
                .header("X-Path", "is {{env:PATH}}")
                .header("X-Two", "two")
                .afterScript("hooks/remember.js")
                .afterSteps(steps -> steps.log("delivered"))
                .retry().attempts(2).delay("100ms").backOff(1.5).maxDelay(Duration.ofSeconds(1)).jitter(0.1).giveUpOn(400, 422)
                .ordered(false)
                .concurrency(3)
                .rateLimit("50/s")
                .breaker(10, 60, "45s")
                .deactivateAfter("3d")
                .timeouts().connect(Duration.ofSeconds(2)).response("10s")
                .test(
                        Map.of("type", "Register", "data", Map.of("EmailVerified", false)),
                        Map.of("skipped", "$[?(@.data.EmailVerified == true)]"));
    }
}

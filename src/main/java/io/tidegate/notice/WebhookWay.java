package io.tidegate.notice;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.tidegate.delivery.HttpSender;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A POST, signed by the Standard Webhooks scheme. */
public final class WebhookWay implements NoticeWay {
    private final HttpSender sender;
    private final String url;
    private final String secret;
    private final Clock clock;

    /**
     * @param secret base64, with or without {@code whsec_}
     * @throws IllegalArgumentException if it is none
     */
    public WebhookWay(HttpSender sender, String url, String secret, Clock clock) {
        this.sender = sender;
        this.url = url;
        this.secret = secret;
        this.clock = clock;
        signature("msg_0", 0, "");
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void tell(Notice notice) throws NotTold {
        String body = notice.json();
        String id = "msg_" + notice.id();
        long seconds = Math.floorDiv(clock.millis(), 1_000L);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(seconds));
        headers.put("webhook-signature", signature(id, seconds, body));
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        sender.send(
                new OutboundRequest("POST", url, headers, body.getBytes(StandardCharsets.UTF_8)),
                reply::complete);
        String error = await(reply).error();
        if (error != null) {
            throw new NotTold(error);
        }
    }

    private static Reply await(CompletableFuture<Reply> reply) throws NotTold {
        try {
            return reply.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotTold("everything stops");
        } catch (ExecutionException e) {
            throw new NotTold(String.valueOf(e.getMessage()));
        }
    }

    private String signature(String id, long seconds, String body) {
        try {
            return new Webhook(secret).sign(id, seconds, body);
        } catch (IllegalArgumentException | WebhookSigningException e) {
            throw new IllegalArgumentException(
                    "TIDEGATE_NOTICE_SECRET is no secret to sign with: it must be base64, with or without whsec_"
                            + " before it; `openssl rand -base64 32` makes one",
                    e);
        }
    }
}

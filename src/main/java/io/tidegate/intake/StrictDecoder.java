package io.tidegate.intake;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Takes no request that says its length in two ways: Netty believes the one, a proxy in front may
 * believe the other, and what follows would be somebody else's request (RFC 9112, 6.1). Vert.x has
 * no option for it, hence its own decoder is replaced.
 */
final class StrictDecoder extends VertxHttpRequestDecoder {
    private StrictDecoder(HttpServerOptions options) {
        super(options);
    }

    /** To be called before the first byte is read. */
    static void use(HttpConnection connection, HttpServerOptions options) {
        if (connection instanceof ConnectionBase base) {
            ChannelPipeline pipeline = base.channel().pipeline();
            if (pipeline.get(VertxHttpRequestDecoder.class) != null) { // none for HTTP/2
                pipeline.replace(
                        VertxHttpRequestDecoder.class, "httpDecoder", new StrictDecoder(options));
            }
        }
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
    }
}

package dev.holdfast.gateway.discord;

import dev.holdfast.gateway.shard.Shard;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.javacord.api.entity.intent.Intent;
import org.javacord.api.util.ratelimit.Ratelimiter;
import org.javacord.core.DiscordApiImpl;
import org.javacord.core.util.logging.PrivacyProtectionLogger;

/**
 * Javacord's idea of a bot, cut down to the connection. The one REST call its socket makes, asking
 * where the gateway is, is answered here; so Javacord itself never calls Discord, and no proxy and
 * no trusted-by-force certificate is needed to point it at another server.
 */
final class JavacordApi extends DiscordApiImpl {

    private final OkHttpClient answering;
    private final Ratelimiter identifying;

    /**
     * Connects nothing yet.
     *
     * @param identifying asked before every connection that may begin a new session
     * @param pause in seconds, before each attempt to connect again
     */
    JavacordApi(
            String token,
            Set<Intent> intents,
            Shard shard,
            Supplier<String> gateway,
            Ratelimiter identifying,
            IntUnaryOperator pause) {
        this.identifying = identifying;
        this.answering =
                new OkHttpClient.Builder()
                        .addInterceptor(chain -> answer(chain, gateway.get()))
                        .build();
        super(
                token,
                shard.number(),
                shard.count(),
                intents,
                false,
                false,
                false,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                Map.of(),
                List.of(),
                false,
                false);
        PrivacyProtectionLogger.addPrivateData(token);
        setReconnectDelay(pause::applyAsInt);
    }

    @Override
    public OkHttpClient getHttpClient() {
        return answering;
    }

    @Override
    public Ratelimiter getGatewayIdentifyRatelimiter() {
        return identifying;
    }

    private static Response answer(Interceptor.Chain chain, String gateway) {
        var body = "{\"url\":\"%s\"}".formatted(gateway);
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create(body, MediaType.get("application/json")))
                .build();
    }
}

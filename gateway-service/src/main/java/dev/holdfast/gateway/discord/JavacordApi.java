package dev.holdfast.gateway.discord;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.javacord.api.entity.intent.Intent;
import org.javacord.core.DiscordApiImpl;
import org.javacord.core.util.logging.PrivacyProtectionLogger;

/**
 * Javacord's idea of a bot, cut down to the connection. The one REST call its socket makes, asking
 * where the gateway is, is answered here; so Javacord itself never calls Discord, and no proxy and
 * no trusted-by-force certificate is needed to point it at another server.
 */
final class JavacordApi extends DiscordApiImpl {

    private static final int LONGEST_PAUSE_SECONDS = 30;

    private final OkHttpClient answering;

    JavacordApi(String token, Set<Intent> intents, Supplier<String> gateway) {
        this.answering =
                new OkHttpClient.Builder()
                        .addInterceptor(chain -> answer(chain, gateway.get()))
                        .build();
        super(
                token, 0, 1, intents, false, false, false, null, null, null, null, null, false,
                null, null, Map.of(), List.of(), false, false);
        PrivacyProtectionLogger.addPrivateData(token);
        setReconnectDelay(JavacordApi::pauseSeconds);
    }

    @Override
    public OkHttpClient getHttpClient() {
        return answering;
    }

    /** At once, then after 1, 2, 4 ... seconds. */
    private static int pauseSeconds(int attempt) {
        return attempt <= 1 ? 0 : Math.min(LONGEST_PAUSE_SECONDS, 1 << Math.min(attempt - 2, 5));
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

package dev.holdfast.gateway.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an effect's message looks like to Discord, and by what it is known again. */
final class EffectMessages {

    private static final int NONCE_LENGTH = 25;
    private static final Pattern COMMAND = Pattern.compile("</([a-z0-9_ -]+)(?::[0-9]+)?>");

    private EffectMessages() {}

    static boolean isMessage(Effect effect) {
        return effect instanceof Effect.Say || effect instanceof Effect.Tell;
    }

    /** Opens the direct messages with a person, or finds them open. */
    static RestCall open(UserId user) {
        var body = JsonNodeFactory.instance.objectNode().put("recipient_id", user.toString());
        return RestCall.postOnce("/users/@me/channels", body);
    }

    /**
     * The message with its nonce, by which Discord knows a second one for the first.
     *
     * @throws IllegalArgumentException when it has buttons and no source, or a state too long
     */
    static ObjectNode body(
            EffectClaim.Ours claim, Content content, Effect.@Nullable Source source) {
        return body(claim.order(), content, source)
                .put("nonce", nonce(claim))
                .put("enforce_nonce", true);
    }

    /**
     * The message.
     *
     * @throws IllegalArgumentException when it has buttons and no source, or a state too long
     */
    static ObjectNode body(EffectOrder order, Content content, Effect.@Nullable Source source) {
        if (source != null) {
            var direct = order.effect() instanceof Effect.Tell;
            return Rendering.message(content, source.path(), source.owner(), order.guild(), direct);
        }
        if (!content.rows().isEmpty()) {
            throw new IllegalArgumentException("A message with buttons needs a source.");
        }
        return Rendering.message(content);
    }

    /** 150 bits of what names the order, so that every gateway gives it the same. */
    static String nonce(EffectClaim.Ours claim) {
        var order = claim.order();
        var name = "%s/%s/%s".formatted(order.guild(), claim.service(), order.key());
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(name.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(hash).substring(0, NONCE_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a message says, the same before it is sent and after it is read again. */
    static String essence(JsonNode message) {
        var essence = new StringJoiner("\n");
        essence.add(plain(message.path("content").asText()));
        for (var embed : message.path("embeds")) {
            add(essence, embed, "title", "description");
            add(essence, embed.path("footer"), "text");
            embed.path("fields").forEach(field -> add(essence, field, "name", "value"));
        }
        for (var words : message.path("components").findValuesAsText("content")) {
            essence.add(plain(words));
        }
        message.path("components").findValuesAsText("custom_id").forEach(essence::add);
        if (essence.toString().isBlank()) {
            message.path("attachments").forEach(file -> add(essence, file, "filename"));
        }
        return essence.toString();
    }

    private static void add(StringJoiner essence, JsonNode node, String... fields) {
        for (var field : fields) {
            essence.add(plain(node.path(field).asText()));
        }
    }

    /** Whether a command could be clicked when it was sent makes no difference. */
    private static String plain(String text) {
        return COMMAND.matcher(text).replaceAll("`/$1`").strip();
    }
}

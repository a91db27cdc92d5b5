package dev.holdfast.gateway.effect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.GuildEffect;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The calls that say how things shall be; said twice they are no more than said once. */
final class StateCalls {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int ROLE = 0;
    private static final int PERSON = 1;

    private StateCalls() {}

    static RestCall call(EffectOrder order) {
        var guild = "/guilds/" + order.guild();
        var call =
                switch (order.effect()) {
                    case Effect.GiveRole(var user, var role) ->
                            RestCall.put(guild + "/members/" + user + "/roles/" + role);
                    case Effect.TakeRole(var user, var role) ->
                            RestCall.delete(guild + "/members/" + user + "/roles/" + role);
                    case Effect.Rename(var user, var nickname) ->
                            RestCall.patch(guild + "/members/" + user, set("nick", nickname));
                    case Effect.TimeOut(var user, var until) ->
                            RestCall.patch(
                                    guild + "/members/" + user,
                                    set("communication_disabled_until", text(until)));
                    case Effect.Kick(var user) -> RestCall.delete(guild + "/members/" + user);
                    case Effect.Ban(var user, var erase) ->
                            RestCall.put(
                                    guild + "/bans/" + user,
                                    JSON.objectNode().put("delete_message_seconds", erase));
                    case Effect.Unban(var user) -> RestCall.delete(guild + "/bans/" + user);
                    case Effect.React(var channel, var message, var emoji) ->
                            RestCall.put(
                                    "/channels/%s/messages/%s/reactions/%s/@me"
                                            .formatted(channel, message, encoded(emoji)));
                    case Effect.Delete(var channel, var message) ->
                            RestCall.delete("/channels/" + channel + "/messages/" + message);
                    case GuildEffect its -> call(guild, its);
                    case Effect.Say _, Effect.Tell _, Effect.Edit _, AlertEffect _ ->
                            throw new IllegalArgumentException("a message is no state");
                };
        return call.because(order.reason());
    }

    private static RestCall call(String guild, GuildEffect effect) {
        return switch (effect) {
            case GuildEffect.Overwrite overwrite -> overwrite(overwrite);
            case GuildEffect.PauseInvites(var until) ->
                    RestCall.put(
                            guild + "/incident-actions",
                            set("invites_disabled_until", text(until)));
            case GuildEffect.Leave() -> RestCall.delete("/users/@me" + guild);
        };
    }

    private static RestCall overwrite(GuildEffect.Overwrite overwrite) {
        var path = "/channels/%s/permissions/%s".formatted(overwrite.channel(), overwrite.holder());
        if (overwrite.allow() == null || overwrite.deny() == null) {
            return RestCall.delete(path);
        }
        return RestCall.put(
                path,
                JSON.objectNode()
                        .put("type", overwrite.role() == null ? PERSON : ROLE)
                        .put("allow", overwrite.allow().bits())
                        .put("deny", overwrite.deny().bits()));
    }

    private static ObjectNode set(String field, @Nullable String value) {
        return JSON.objectNode().put(field, value);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static String encoded(String emoji) {
        return URLEncoder.encode(emoji, StandardCharsets.UTF_8);
    }
}

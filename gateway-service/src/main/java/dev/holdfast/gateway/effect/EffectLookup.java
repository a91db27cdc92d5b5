package dev.holdfast.gateway.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.GuildEffect;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.Snowflake;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt left on Discord whose answer was lost. A state is simply read. A message of ours
 * is the one if it says the same, was written since the first attempt, answers nobody, and is no
 * other effect's; Discord does not keep its nonce for long.
 */
@Singleton
record EffectLookup(DiscordRest rest, EffectRecord record) {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 10;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERRORS = 500;

    /** What was found. */
    sealed interface Found {

        /**
         * It was done.
         *
         * @param message {@code null}: the effect is no message
         */
        record There(@Nullable MessageId message) implements Found {}

        record Nothing() implements Found {}

        /** Discord does not say. */
        record Unknown(String why) implements Found {}
    }

    /** Whether the order was done after all. */
    Found of(EffectClaim.Ours claim) {
        var guild = "/guilds/" + claim.order().guild();
        return switch (claim.order().effect()) {
            case Effect.GiveRole(var user, var role) ->
                    read(member(guild, user.toString()), it -> ObservedState.role(it, role), false);
            case Effect.TakeRole(var user, var role) ->
                    read(member(guild, user.toString()), it -> !ObservedState.role(it, role), true);
            case Effect.Rename(var user, var nickname) ->
                    read(
                            member(guild, user.toString()),
                            it -> Objects.equals(it.path("nick").textValue(), nickname),
                            false);
            case Effect.TimeOut(var user, var until) ->
                    read(
                            member(guild, user.toString()),
                            it -> ObservedState.isAt(ObservedState.silentUntil(it), until),
                            false);
            case Effect.Kick(var user) -> read(member(guild, user.toString()), _ -> false, true);
            case Effect.Ban(var user, _) -> read(guild + "/bans/" + user, _ -> true, false);
            case Effect.Unban(var user) -> read(guild + "/bans/" + user, _ -> false, true);
            case Effect.Edit(var channel, var message, var content, var source) ->
                    read(
                            "/channels/" + channel + "/messages/" + message,
                            it ->
                                    essences(claim.order(), content, source)
                                            .contains(EffectMessages.essence(it)),
                            false);
            case Effect.Delete(var channel, var message) ->
                    read("/channels/" + channel + "/messages/" + message, _ -> false, true);
            case Effect.React(var channel, var message, var emoji) ->
                    read(
                            "/channels/" + channel + "/messages/" + message,
                            it -> ObservedState.ownReaction(it, emoji),
                            false);
            case GuildEffect.Overwrite overwrite ->
                    read(
                            "/channels/" + overwrite.channel(),
                            it -> ObservedState.overwrite(it, overwrite),
                            overwrite.isRemoved());
            case GuildEffect.PauseInvites(var until) ->
                    read(
                            guild,
                            it -> ObservedState.isAt(ObservedState.invitesPausedUntil(it), until),
                            false);
            case GuildEffect.Leave _, AlertEffect _ -> new Found.Nothing();
            case Effect.Say(var channel, var content, var source) ->
                    message(claim, channel.toString(), essences(claim.order(), content, source));
            case Effect.Tell(var user, var content, var source) ->
                    switch (rest.send(EffectMessages.open(user), PATIENCE)) {
                        case RestAnswer.Done(var opened) ->
                                message(
                                        claim,
                                        opened.path("id").asText(),
                                        essences(claim.order(), content, source));
                        case RestAnswer answer -> silence(answer);
                    };
        };
    }

    private static String member(String guild, String user) {
        return guild + "/members/" + user;
    }

    /** With its files, and as it is sent where they are lost. */
    private static Set<String> essences(
            EffectOrder order, Content content, Effect.@Nullable Source source) {
        var body = EffectMessages.body(order, content, source);
        var essences = new HashSet<>(Set.of(EffectMessages.essence(body)));
        if (!content.files().isEmpty()) {
            essences.add(EffectMessages.essence(Rendering.withoutFiles(body)));
        }
        return essences;
    }

    /**
     * Reads a state.
     *
     * @param whenGone whether it is so if there is nothing to read
     */
    private Found read(String path, Predicate<JsonNode> isSo, boolean whenGone) {
        return switch (rest.send(RestCall.get(path), PATIENCE)) {
            case RestAnswer.Done(var json) -> found(isSo.test(json));
            case RestAnswer.Refused(var status, _, _) when status == NOT_FOUND -> found(whenGone);
            case RestAnswer answer -> silence(answer);
        };
    }

    private static Found found(boolean isSo) {
        return isSo ? new Found.There(null) : new Found.Nothing();
    }

    /** What we may not read tells nothing; what is not answered may tell something later. */
    private static Found silence(RestAnswer answer) {
        return answer instanceof RestAnswer.Refused(var status, _, _) && status < SERVER_ERRORS
                ? new Found.Nothing()
                : new Found.Unknown("Discord does not say whether it was done");
    }

    /** From the first attempt on, page by page. */
    private Found message(EffectClaim.Ours claim, String channel, Set<String> essences) {
        var since = claim.doubt().orElse(claim.now()).minus(CLOCKS_DIFFER);
        var after = Math.max(0, Snowflake.at(since, 0));
        for (var page = 0; page < MOST_PAGES; page++) {
            var path = "/channels/%s/messages?after=%d&limit=%d".formatted(channel, after, PAGE);
            var answer = rest.send(RestCall.get(path), PATIENCE);
            if (!(answer instanceof RestAnswer.Done(var listed))) {
                return silence(answer);
            }
            var ours = candidates(listed, essences);
            var known = record.known(claim.order().guild(), ours);
            var found = ours.stream().filter(id -> !known.contains(id)).min(Long::compare);
            if (found.isPresent()) {
                return new Found.There(new MessageId(found.get()));
            }
            if (listed.size() < PAGE) {
                return new Found.Nothing();
            }
            for (var message : listed) {
                after = Math.max(after, message.path("id").asLong());
            }
        }
        return new Found.Nothing();
    }

    private List<Long> candidates(JsonNode listed, Set<String> essences) {
        var candidates = new ArrayList<Long>();
        for (var message : listed) {
            if (message.path("author").path("id").asLong() == rest.self()
                    && !message.hasNonNull("message_reference")
                    && !message.hasNonNull("interaction_metadata")
                    && essences.contains(EffectMessages.essence(message))) {
                candidates.add(message.path("id").asLong());
            }
        }
        return candidates;
    }
}

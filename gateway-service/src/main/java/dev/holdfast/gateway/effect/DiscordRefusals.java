package dev.holdfast.gateway.effect;

import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.guild.Guild;
import dev.holdfast.gateway.guild.Guilds;
import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.EffectOutcome.Applied;
import dev.holdfast.kit.protocol.EffectOutcome.Cause;
import dev.holdfast.kit.protocol.EffectOutcome.Refused;
import dev.holdfast.kit.protocol.GuildEffect;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * What a no of Discord means, for a program and in words for a guild's admin.
 *
 * @see <a href="https://discord.com/developers/docs/topics/opcodes-and-status-codes#json">Discord:
 *     error codes</a>
 */
@Singleton
record DiscordRefusals(Guilds guilds, EffectPreconditions obstacles) {

    private static final int UNKNOWN_CHANNEL = 10003;
    private static final int UNKNOWN_GUILD = 10004;
    private static final int UNKNOWN_MEMBER = 10007;
    private static final int UNKNOWN_MESSAGE = 10008;
    private static final int UNKNOWN_ROLE = 10011;
    private static final int UNKNOWN_USER = 10013;
    private static final int UNKNOWN_OVERWRITE = 10009;
    private static final int UNKNOWN_EMOJI = 10014;
    private static final int UNKNOWN_BAN = 10026;
    private static final int MISSING_ACCESS = 50001;
    private static final int NO_DIRECT_MESSAGES = 50007;
    private static final int NO_COMMON_GUILD = 50278;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private static final Texts TEXTS = Texts.of("effect");

    /** What became of the order that Discord refused. */
    EffectOutcome outcome(EffectOrder order, RestAnswer.Refused refused) {
        if (isSoAnyway(order.effect(), refused.code())) {
            return new Applied(null);
        }
        if (refused.code() == UNKNOWN_EMOJI) {
            return new Refused(Cause.GONE, TEXTS.english("gone.emoji"));
        }
        return switch (refused.status()) {
            case FORBIDDEN -> forbidden(order, refused);
            case NOT_FOUND -> new Refused(Cause.GONE, gone(order.effect(), refused));
            default -> new Refused(Cause.INVALID, TEXTS.english("invalid", refused.message()));
        };
    }

    /** What is to be gone and is not there is as it should be. */
    private static boolean isSoAnyway(Effect effect, int code) {
        return switch (effect) {
            case Effect.TakeRole _ -> code == UNKNOWN_MEMBER || code == UNKNOWN_ROLE;
            case Effect.Kick _ -> code == UNKNOWN_MEMBER;
            case Effect.Unban _ -> code == UNKNOWN_BAN;
            case Effect.Delete _ -> code == UNKNOWN_MESSAGE || code == UNKNOWN_CHANNEL;
            case GuildEffect.Leave _ -> code == UNKNOWN_GUILD;
            case GuildEffect.Overwrite overwrite ->
                    overwrite.isRemoved() && (code == UNKNOWN_OVERWRITE || code == UNKNOWN_CHANNEL);
            case Effect.GiveRole _,
                    Effect.Rename _,
                    Effect.TimeOut _,
                    Effect.Ban _,
                    Effect.Say _,
                    Effect.Tell _,
                    Effect.Edit _,
                    Effect.React _,
                    GuildEffect.PauseInvites _,
                    AlertEffect _ ->
                    false;
        };
    }

    /** Where no event told of the guild, or of a change in it, Discord is asked why. */
    private EffectOutcome forbidden(EffectOrder order, RestAnswer.Refused refused) {
        if (order.effect() instanceof Effect.Tell(var user, _, _)
                && (refused.code() == NO_DIRECT_MESSAGES || refused.code() == NO_COMMON_GUILD)) {
            return new Refused(Cause.FORBIDDEN, TEXTS.english("forbidden.direct", user));
        }
        Optional<Guild> asked = guilds.ask(order.guild());
        return asked.flatMap(guild -> obstacles.in(guild, order.effect()))
                .orElseGet(() ->
                        new Refused(
                                Cause.FORBIDDEN, TEXTS.english("forbidden", refused.message())));
    }

    private String gone(Effect effect, RestAnswer.Refused refused) {
        return switch (refused.code()) {
            case UNKNOWN_MEMBER -> TEXTS.english("gone.member", user(effect));
            case UNKNOWN_USER -> TEXTS.english("gone.user");
            case UNKNOWN_ROLE -> TEXTS.english("gone.role");
            case UNKNOWN_CHANNEL, MISSING_ACCESS -> TEXTS.english("gone.channel");
            case UNKNOWN_MESSAGE -> TEXTS.english("gone.message");
            case UNKNOWN_GUILD -> TEXTS.english("gone.guild");
            default -> TEXTS.english("gone", refused.message());
        };
    }

    private static String user(Effect effect) {
        return effect.target().substring(effect.target().indexOf(':') + 1);
    }
}

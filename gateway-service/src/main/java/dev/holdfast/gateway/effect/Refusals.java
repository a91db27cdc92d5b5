package dev.holdfast.gateway.effect;

import dev.holdfast.gateway.discord.Answer;
import dev.holdfast.gateway.guild.Guild;
import dev.holdfast.gateway.guild.Guilds;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.EffectOutcome.Applied;
import dev.holdfast.kit.protocol.EffectOutcome.Cause;
import dev.holdfast.kit.protocol.EffectOutcome.Refused;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * What a no of Discord means, for a program and in words for a guild's admin.
 *
 * @see <a href="https://discord.com/developers/docs/topics/opcodes-and-status-codes#json">Discord:
 *     error codes</a>
 */
@Singleton
final class Refusals {

    private static final int UNKNOWN_CHANNEL = 10003;
    private static final int UNKNOWN_GUILD = 10004;
    private static final int UNKNOWN_MEMBER = 10007;
    private static final int UNKNOWN_MESSAGE = 10008;
    private static final int UNKNOWN_ROLE = 10011;
    private static final int UNKNOWN_USER = 10013;
    private static final int UNKNOWN_BAN = 10026;
    private static final int MISSING_ACCESS = 50001;
    private static final int NO_DIRECT_MESSAGES = 50007;
    private static final int NO_COMMON_GUILD = 50278;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final Guilds guilds;
    private final Obstacles obstacles;
    private final Texts texts = Texts.of("effect");

    @Inject
    Refusals(Guilds guilds, Obstacles obstacles) {
        this.guilds = guilds;
        this.obstacles = obstacles;
    }

    /** What became of the order that Discord refused. */
    EffectOutcome outcome(EffectOrder order, Answer.Refused refused) {
        if (isSoAnyway(order.effect(), refused.code())) {
            return new Applied(null);
        }
        return switch (refused.status()) {
            case FORBIDDEN -> forbidden(order, refused);
            case NOT_FOUND -> new Refused(Cause.GONE, gone(order.effect(), refused));
            default -> new Refused(Cause.INVALID, texts.english("invalid", refused.message()));
        };
    }

    /** What is to be gone and is not there is as it should be. */
    private static boolean isSoAnyway(Effect effect, int code) {
        return switch (effect) {
            case Effect.TakeRole _ -> code == UNKNOWN_MEMBER || code == UNKNOWN_ROLE;
            case Effect.Kick _ -> code == UNKNOWN_MEMBER;
            case Effect.Unban _ -> code == UNKNOWN_BAN;
            case Effect.Delete _ -> code == UNKNOWN_MESSAGE || code == UNKNOWN_CHANNEL;
            case Effect.Leave _ -> code == UNKNOWN_GUILD;
            case Effect.GiveRole _,
                    Effect.Rename _,
                    Effect.TimeOut _,
                    Effect.Ban _,
                    Effect.Say _,
                    Effect.Tell _,
                    Effect.TellAdmins _,
                    Effect.TellOperators _,
                    Effect.PostAlert _,
                    Effect.Edit _ ->
                    false;
        };
    }

    /** Where no event told of the guild, or of a change in it, Discord is asked why. */
    private EffectOutcome forbidden(EffectOrder order, Answer.Refused refused) {
        if (order.effect() instanceof Effect.Tell(var user, _, _)
                && (refused.code() == NO_DIRECT_MESSAGES || refused.code() == NO_COMMON_GUILD)) {
            return new Refused(Cause.FORBIDDEN, texts.english("forbidden.direct", user));
        }
        Optional<Guild> asked = guilds.ask(order.guild());
        return asked.flatMap(guild -> obstacles.in(guild, order.effect()))
                .orElseGet(() ->
                        new Refused(
                                Cause.FORBIDDEN, texts.english("forbidden", refused.message())));
    }

    private String gone(Effect effect, Answer.Refused refused) {
        return switch (refused.code()) {
            case UNKNOWN_MEMBER -> texts.english("gone.member", user(effect));
            case UNKNOWN_USER -> texts.english("gone.user");
            case UNKNOWN_ROLE -> texts.english("gone.role");
            case UNKNOWN_CHANNEL, MISSING_ACCESS -> texts.english("gone.channel");
            case UNKNOWN_MESSAGE -> texts.english("gone.message");
            case UNKNOWN_GUILD -> texts.english("gone.guild");
            default -> texts.english("gone", refused.message());
        };
    }

    private static String user(Effect effect) {
        return effect.target().substring(effect.target().indexOf(':') + 1);
    }
}

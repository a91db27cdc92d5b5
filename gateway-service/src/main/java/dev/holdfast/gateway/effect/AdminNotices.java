package dev.holdfast.gateway.effect;

import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Tells a guild's admins: in their notice channel, else the owner directly. Where a message may
 * have gone is written down before it goes, so that the next attempt looks there and nowhere else.
 */
@Singleton
record AdminNotices(EffectExecutor deeds, EffectRecord record, DiscordRest rest) {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private static final Texts TEXTS = Texts.of("effect");

    EffectAttempt attempt(EffectClaim.Ours claim, AlertEffect.TellAdmins told) {
        if (claim.channel().isEmpty()) {
            return told.elseOwner() ? tellOwner(claim, told) : nobody();
        }
        var say = new Effect.Say(claim.channel().get(), content(told), told.source());
        var said = deeds.attempt(claim.as(say));
        if (!told.elseOwner() || !isRefused(said)) {
            return said;
        }
        return record.turnToOwner(claim)
                ? tellOwner(claim, told)
                : new EffectAttempt.Unsent("it was taken over", A_MOMENT);
    }

    /** What insists is an alert; the other is a record of what was done. */
    private Content content(AlertEffect.TellAdmins told) {
        if (told.content() != null) {
            return told.content();
        }
        var card =
                told.elseOwner()
                        ? Card.loss("🔔", TEXTS.english("admins.alert"))
                        : Card.record("🔔", TEXTS.english("admins.notice"));
        return Content.card(card.line(told.text()));
    }

    private static EffectAttempt nobody() {
        return new EffectAttempt.Known(new EffectOutcome.Applied(null));
    }

    private static boolean isRefused(EffectAttempt attempt) {
        return attempt instanceof EffectAttempt.Known(EffectOutcome.Refused _);
    }

    private static Content directly(Content content, String which) {
        var card = Objects.requireNonNull(content.card()).fine(which);
        return new Content("", List.of(), content.rows(), List.of(), card, content.pinging());
    }

    /** Who owns several servers learns which one it is about. */
    private EffectAttempt tellOwner(EffectClaim.Ours claim, AlertEffect.TellAdmins told) {
        var guild = rest.send(RestCall.get("/guilds/" + claim.order().guild()), PATIENCE);
        return deeds.judged(
                claim,
                guild,
                json -> {
                    var name = UserText.show(json.path("name").asText());
                    var direct = directly(content(told), TEXTS.english("admins.directly", name));
                    var owner = UserId.of(json.path("owner_id").asText());
                    return deeds.attempt(claim.as(new Effect.Tell(owner, direct, told.source())));
                });
    }
}

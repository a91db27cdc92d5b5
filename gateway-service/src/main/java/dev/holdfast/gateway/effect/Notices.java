package dev.holdfast.gateway.effect;

import dev.holdfast.gateway.discord.Call;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Tells a guild's admins: in their notice channel, else the owner directly. Where a message may
 * have gone is written down before it goes, so that the next attempt looks there and nowhere else.
 */
@Singleton
final class Notices {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Deeds deeds;
    private final EffectRecord record;
    private final DiscordRest rest;
    private final Texts texts = Texts.of("effect");

    @Inject
    Notices(Deeds deeds, EffectRecord record, DiscordRest rest) {
        this.deeds = deeds;
        this.record = record;
        this.rest = rest;
    }

    Attempt attempt(Claim.Ours claim, Effect.TellAdmins told) {
        if (claim.channel().isEmpty()) {
            return told.elseOwner() ? tellOwner(claim, told) : nobody();
        }
        var content = Content.card(card(told));
        var said = deeds.attempt(claim.as(new Effect.Say(claim.channel().get(), content, null)));
        if (!told.elseOwner() || !isRefused(said)) {
            return said;
        }
        return record.turnToOwner(claim)
                ? tellOwner(claim, told)
                : new Attempt.Unsent("it was taken over", A_MOMENT);
    }

    /** What insists is an alert; the other is a record of what was done. */
    private Card card(Effect.TellAdmins told) {
        var card =
                told.elseOwner()
                        ? Card.loss("🔔", texts.english("admins.alert"))
                        : Card.record("🔔", texts.english("admins.notice"));
        return card.line(told.text());
    }

    private static Attempt nobody() {
        return new Attempt.Known(new EffectOutcome.Applied(null));
    }

    private static boolean isRefused(Attempt attempt) {
        return attempt instanceof Attempt.Known(EffectOutcome.Refused _);
    }

    /** Who owns several servers learns which one it is about. */
    private Attempt tellOwner(Claim.Ours claim, Effect.TellAdmins told) {
        var guild = rest.send(Call.get("/guilds/" + claim.order().guild()), PATIENCE);
        return deeds.judged(
                claim,
                guild,
                json -> {
                    var name = UserText.show(json.path("name").asText());
                    var card = card(told).fine(texts.english("admins.directly", name));
                    var owner = UserId.of(json.path("owner_id").asText());
                    return deeds.attempt(
                            claim.as(new Effect.Tell(owner, Content.card(card), null)));
                });
    }
}

package dev.holdfast.gateway.effect;

import dev.holdfast.gateway.discord.Call;
import dev.holdfast.gateway.discord.DiscordRest;
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
            return told.elseOwner() ? tellOwner(claim, told.text()) : nobody();
        }
        var content = Content.text(told.text());
        var said = deeds.attempt(claim.as(new Effect.Say(claim.channel().get(), content, null)));
        if (!told.elseOwner() || !isRefused(said)) {
            return said;
        }
        return record.turnToOwner(claim)
                ? tellOwner(claim, told.text())
                : new Attempt.Unsent("it was taken over", A_MOMENT);
    }

    private static Attempt nobody() {
        return new Attempt.Known(new EffectOutcome.Applied(null));
    }

    private static boolean isRefused(Attempt attempt) {
        return attempt instanceof Attempt.Known(EffectOutcome.Refused _);
    }

    /** Who owns several servers learns which one it is about. */
    private Attempt tellOwner(Claim.Ours claim, String text) {
        var guild = rest.send(Call.get("/guilds/" + claim.order().guild()), PATIENCE);
        return deeds.judged(
                claim,
                guild,
                json -> {
                    var words =
                            texts.english(
                                    "admins.directly",
                                    text,
                                    UserText.show(json.path("name").asText()));
                    var owner = UserId.of(json.path("owner_id").asText());
                    return deeds.attempt(
                            claim.as(new Effect.Tell(owner, Content.text(words), null)));
                });
    }
}

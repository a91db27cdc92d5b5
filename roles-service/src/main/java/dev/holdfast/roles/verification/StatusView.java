package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.settings.Durations;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;

/** How verification stands in a guild, for its admins. */
@Singleton
final class StatusView {

    private final Texts texts = Texts.of(VerificationFeature.NAME);

    /** After it was set up. */
    Content done(Invocation invocation, UnitOfWork work, Setup setup) {
        var card = Card.gain(emoji(invocation), texts.say(invocation, "setup.title"));
        return Content.card(rows(card, invocation, work, setup))
                .buttons(Button.runs(texts.say(invocation, "status.settings"), "role settings"));
    }

    Content now(Invocation invocation, UnitOfWork work, Setup setup) {
        var card = Card.info(emoji(invocation), texts.say(invocation, "status.title"));
        if (!setup.active()) {
            card = card.line(texts.say(invocation, "status.off"));
        }
        if (RaidStore.find(work).filter(RaidStore.Gate::closed).isPresent()) {
            card = card.line(texts.say(invocation, "status.raid"));
        }
        return Content.card(rows(card, invocation, work, setup))
                .buttons(Button.runs(texts.say(invocation, "status.settings"), "role settings"));
    }

    private Card rows(Card card, Invocation invocation, UnitOfWork work, Setup setup) {
        var settings = work.settings(VerificationSettings.KEY);
        var rows = field(card, invocation, "role", "<@&%s>".formatted(setup.role()));
        rows = field(rows, invocation, "channel", "<#%s>".formatted(setup.channel()));
        rows = field(rows, invocation, "way", texts.say(invocation, "way." + setup.way().word()));
        if (setup.staff() != null) {
            rows = field(rows, invocation, "staff", "<#%s>".formatted(setup.staff()));
        }
        rows =
                field(
                        rows,
                        invocation,
                        "gate",
                        settings.raidGate()
                                ? texts.say(invocation, "status.gate.on", settings.raidJoins())
                                : texts.say(invocation, "status.gate.off"));
        if (!settings.accountAge().isZero()) {
            rows =
                    field(
                            rows,
                            invocation,
                            "age",
                            texts.say(
                                    invocation,
                                    "status.age.value",
                                    Durations.show(settings.accountAge())));
        }
        rows = field(rows, invocation, "verified", number(VerifiedStore.count(work)));
        var waiting = ApprovalStore.count(work);
        return waiting == 0 ? rows : field(rows, invocation, "waiting", number(waiting));
    }

    private Card field(Card card, Invocation invocation, String key, String value) {
        return card.field(texts.say(invocation, "status." + key), value);
    }

    private String emoji(Invocation invocation) {
        return texts.say(invocation, "topic.emoji");
    }

    private static String number(long count) {
        return "%,d".formatted(count);
    }
}

package dev.holdfast.gateway.welcome;

import dev.holdfast.gateway.catalog.CatalogUpdater;
import dev.holdfast.gateway.maintenance.MaintenanceState;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.outbox.EffectListener;
import dev.holdfast.kit.outbox.EffectRequest;
import dev.holdfast.kit.outbox.EffectResult;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Welcomes a guild once each time the bot is added to it: in its system channel, or else its owner
 * by direct message. The row and the order of the message are one transaction, so a crash causes
 * neither a duplicate nor a missing welcome. Thread-safe.
 */
@Singleton
public final class Welcomes implements EffectListener {

    /** Who was added while the bot was away for longer has found out without a welcome. */
    private static final Duration RECENT = Duration.ofDays(1);

    private static final UserId NOBODY = new UserId(0);
    private static final List<String> STEPS = List.of("step.try", "step.settle", "step.help");
    private static final Pattern COMMAND = Pattern.compile("</([a-z0-9_ -]+)>");

    private final UnitsOfWork work;
    private final Effects effects;
    private final CatalogUpdater catalogs;
    private final MaintenanceState maintenances;
    private final Farewells farewells;
    private final Clock clock;
    private final Texts texts = Texts.of("welcome");

    Welcomes(
            UnitsOfWork work,
            Effects effects,
            CatalogUpdater catalogs,
            MaintenanceState maintenances,
            Farewells farewells,
            Clock clock) {
        this.work = work;
        this.effects = effects;
        this.catalogs = catalogs;
        this.maintenances = maintenances;
        this.farewells = farewells;
        this.clock = clock;
    }

    /**
     * Welcomes the guild, unless somebody has for this arrival; or tells it why the bot leaves,
     * while it joins no servers.
     *
     * @throws Unavailable while PostgreSQL is away
     */
    public void welcome(GuildArrival arrival) {
        if (arrival.joinedAt().isBefore(clock.instant().minus(RECENT))) {
            return;
        }
        var stopped = maintenances.joinsAt(arrival.joinedAt());
        var key = OperationKey.of("welcome-%s:%s".formatted(arrival.guild(), arrival.joinedAt()));
        var request =
                new Request(
                        key,
                        arrival.guild(),
                        NOBODY,
                        name(),
                        RequestHash.of(arrival.joinedAt().toString()));
        var _ =
                work.execute(
                        request,
                        unit -> {
                            if (WelcomeStore.claim(unit, arrival.joinedAt())) {
                                stopped.ifPresentOrElse(
                                        why -> farewells.order(arrival, why.reason(), unit),
                                        () -> order(arrival, unit));
                            }
                            return Reply.say(name());
                        });
    }

    private void order(GuildArrival arrival, UnitOfWork unit) {
        var owner = tell(arrival.owner(), arrival.name());
        var wanted =
                arrival.system()
                        .map(channel ->
                                EffectRequest.effect(
                                                new Effect.Say(channel, Content.card(card()), null))
                                        .heardBy(name(), arrival.owner() + " " + arrival.name()))
                        .orElse(owner);
        effects.order(unit, wanted);
    }

    private EffectRequest tell(UserId owner, String guild) {
        var card = card().fine(texts.english("directly", UserText.show(guild)));
        return EffectRequest.effect(new Effect.Tell(owner, Content.card(card), null));
    }

    /** The first steps, as far as their commands are there. */
    private Card card() {
        var card = Card.info(texts.english("emoji"), texts.english("title"));
        card = card.line(texts.english("intro"));
        for (var step : STEPS) {
            var sentence = texts.english(step);
            if (isKnown(sentence)) {
                card = card.item(sentence);
            }
        }
        return card;
    }

    private boolean isKnown(String sentence) {
        var known = catalogs.current();
        return COMMAND.matcher(sentence)
                .results()
                .allMatch(it -> known.find(CommandPath.of(it.group(1))).isPresent());
    }

    @Override
    public String name() {
        return "welcome";
    }

    /** What may not be said in the channel is said to the owner. */
    @Override
    public void hear(EffectResult settled, UnitOfWork unit) {
        var note = settled.note().split(" ", 2);
        if (settled.outcome() instanceof EffectOutcome.Refused && note.length == 2) {
            effects.order(unit, tell(UserId.of(note[0]), note[1]));
        }
    }
}

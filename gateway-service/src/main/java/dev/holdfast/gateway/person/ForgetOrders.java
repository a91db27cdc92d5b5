package dev.holdfast.gateway.person;

import dev.holdfast.gateway.membership.KnownGuilds;
import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.outbox.EffectRequest;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.text.Texts;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Has every service forget whom it was ordered to, for as long as that takes: an order is a row,
 * and a service that is away or fails is asked again; the operator is told of one that has not done
 * it after an hour. When all have, the person is told. Safe for any thread.
 */
@Singleton
final class ForgetOrders {

    private static final Logger LOG = Logger.getLogger("holdfast.people");
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 9;
    private static final int MOST_AT_ONCE = 16;

    /** An order that is open for longer is not waited for in silence. */
    private static final Duration LONG = Duration.ofHours(1);

    private static final int GUILDS_AT_ONCE = 20;
    private static final int TURNS = 50;

    private final WorkerConnection worker;
    private final UnitsOfWork units;
    private final PersonalDataServices services;
    private final KnownGuilds guilds;
    private final Effects effects;
    private final Alerts alerts;
    private final Clock clock;
    private final PollingLoop loop;
    private final Texts texts = Texts.of(PersonFeature.NAME);

    ForgetOrders(
            WorkerConnection worker,
            UnitsOfWork units,
            PersonalDataServices services,
            KnownGuilds guilds,
            Effects effects,
            Alerts alerts,
            Clock clock,
            PollingLoops loops) {
        this.worker = worker;
        this.units = units;
        this.services = services;
        this.guilds = guilds;
        this.effects = effects;
        this.alerts = alerts;
        this.clock = clock;
        this.loop = loops.every("forgetting", LOOK, this::look);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.interrupt(Duration.ZERO);
    }

    /** Orders it, in the unit's guild; in direct messages everywhere. */
    void order(UnitOfWork work) {
        var everywhere = work.guild().equals(GuildId.DIRECT);
        ForgetOrderStore.add(work, work.user(), everywhere, services.all());
        work.afterCommit(loop::nudge);
    }

    /** Orders it for all of a guild; doing so again changes nothing. */
    void order(GuildId guild) {
        worker.commit(handle -> ForgetOrderStore.addGuild(handle, guild, services.all()));
        loop.nudge();
    }

    private void look() throws InterruptedException {
        var claimed = worker.commit(handle -> ForgetOrderStore.claim(handle, LEASE, MOST_AT_ONCE));
        for (var order : claimed) {
            attempt(order);
        }
        if (claimed.size() == MOST_AT_ONCE) {
            loop.nudge();
        }
    }

    /** One that fails holds up no other. */
    private void attempt(ForgetOrder order) throws InterruptedException {
        try {
            advance(order);
        } catch (Unavailable _) {
            later(order);
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "%s does not forget in guild %s; asking again later",
                    order.service(),
                    order.guild());
            later(order);
        }
    }

    private void advance(ForgetOrder order) throws InterruptedException {
        if (order.isOfGuild() && !guilds.isForgettable(order.guild())) {
            worker.commit(handle -> ForgetOrderStore.cancel(handle, order.guild()));
            LOG.infof("guild %s is not forgotten: the bot is back", order.guild());
            return;
        }
        switch (order.done() ? State.DONE : run(order)) {
            case DONE -> {
                worker.commit(handle -> ForgetOrderStore.done(handle, order));
                end(order);
            }
            case NOT_YET ->
                    worker.commit(
                            handle -> ForgetOrderStore.putOff(handle, order, Duration.ZERO, 0));
            case AWAY -> later(order);
        }
    }

    private enum State {
        DONE,
        NOT_YET,
        AWAY
    }

    private State run(ForgetOrder order) throws InterruptedException {
        if (order.isOfGuild()) {
            return runGuild(order);
        }
        if (!order.everywhere()) {
            return forget(order, List.of(order.guild())) ? State.DONE : State.AWAY;
        }
        var after = order.after();
        for (var turn = 0; turn < TURNS; turn++) {
            var page = everywhere(after, guilds);
            if (page.isEmpty()) {
                return State.DONE;
            }
            if (!forget(order, page)) {
                return State.AWAY;
            }
            var last = page.getLast().value();
            if (!worker.commit(handle -> ForgetOrderStore.progress(handle, order, last, LEASE))) {
                return State.NOT_YET;
            }
            after = last;
        }
        return State.NOT_YET;
    }

    private State runGuild(ForgetOrder order) throws InterruptedException {
        for (var turn = 0; turn < TURNS; turn++) {
            var rows = services.forgetSomeOf(order.service(), order.guild());
            if (rows.isEmpty()) {
                return State.AWAY;
            }
            if (rows.get() == 0) {
                return State.DONE;
            }
        }
        return State.NOT_YET;
    }

    private boolean forget(ForgetOrder order, List<GuildId> where) throws InterruptedException {
        return services.forget(order.service(), order.user(), where, order.asOf());
    }

    /** Guild 0, and every guild of which something may be kept. */
    static List<GuildId> everywhere(long after, KnownGuilds guilds) {
        var page = new ArrayList<GuildId>();
        if (after < 0) {
            page.add(GuildId.DIRECT);
        }
        page.addAll(guilds.after(Math.max(0, after), GUILDS_AT_ONCE));
        return page;
    }

    /** Rows and word in one transaction, so that the person is told once. */
    private void end(ForgetOrder order) {
        var cause = OperationKey.of("forgotten:" + order.asOf());
        var ended =
                units.write(
                        order.guild(),
                        cause,
                        work -> {
                            var isEnd = ForgetOrderStore.end(work, order.user());
                            if (isEnd && !order.isOfGuild()) {
                                tell(order, work);
                            }
                            return isEnd;
                        });
        if (ended) {
            LOG.infof(
                    "%s is forgotten by all services", order.isOfGuild() ? "a guild" : "a person");
        }
    }

    private void tell(ForgetOrder order, UnitOfWork work) {
        var words = texts.english(order.everywhere() ? "done.everywhere" : "done.guild");
        var card = Card.info(texts.english("emoji"), texts.english("done")).line(words);
        var tell = new Effect.Tell(order.user(), Content.card(card), null);
        effects.order(work, EffectRequest.effect(tell).urgently());
    }

    private void later(ForgetOrder order) {
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(order.failures(), MOST_DOUBLINGS));
        worker.commit(handle -> ForgetOrderStore.putOff(handle, order, wait, 1));
        if (order.asOf().plus(LONG).isBefore(clock.instant())) {
            tellOperator(order);
        }
    }

    /** Folded by service: one message an hour, however many orders it leaves open. */
    private void tellOperator(ForgetOrder order) {
        var text =
                "%s has not forgotten %s since %s. Look into its log and the gateway's; the order is tried again by itself. A service that was taken out of HOLDFAST_SERVICES must be named there until its rows of forget_order are gone."
                        .formatted(
                                order.service(),
                                order.isOfGuild() ? "a server that was left" : "a person",
                                order.asOf());
        alerts.operator(new Alert("forget.order.open", order.service(), text));
    }
}

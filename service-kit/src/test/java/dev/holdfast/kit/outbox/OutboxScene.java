package dev.holdfast.kit.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.outbox.GatewayStandIn.Said;
import dev.holdfast.kit.probe.ProbeListener;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.SettableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Orders of one guild and a gateway that answers them as a test says. */
abstract class OutboxScene {

    static final GuildId GUILD = new GuildId(61);
    private static final UserId ADA = new UserId(1);

    @Inject UnitsOfWork work;
    @Inject Effects effects;
    @Inject ProbeListener listener;

    final Admin admin = new Admin("probe");
    final GatewayStandIn gateway = GatewayStandIn.only();
    final SettableClock clock = new SettableClock("probe");

    @BeforeEach
    void nothingOrdered() {
        admin.execute("delete from outbox where guild_id = 61");
        admin.execute("delete from tally where guild_id = 61");
        admin.execute("delete from unattributed_change");
        listener.heard.clear();
        listener.stumbles.set(0);
        gateway.behave(_ -> Said.of(200, GatewayStandIn.APPLIED));
    }

    @AfterEach
    void backToTheDatabasesTime() {
        clock.close();
    }

    void awaitNothingLeft() {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(15, SECONDS)
                .until(() -> admin.count("select count(*) from outbox where guild_id = 61") == 0);
    }

    static EffectRequest role(long user) {
        return EffectRequest.effect(new Effect.GiveRole(new UserId(user), new RoleId(3)));
    }

    void order(EffectRequest wanted) {
        work.execute(
                request(),
                unit -> {
                    effects.order(unit, wanted);
                    return Reply.say("ordered");
                });
    }

    long total() {
        return admin.count("select coalesce(sum(total), 0) from tally where guild_id = 61");
    }

    static Request request() {
        return new Request(Asking.freshKey(), GUILD, ADA, "order", RequestHash.of("order"));
    }
}

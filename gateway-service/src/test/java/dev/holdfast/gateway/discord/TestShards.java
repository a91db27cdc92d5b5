package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.shard.Membership;
import dev.holdfast.kit.testing.TestLoops;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** A gateway's connection and what it is made of, without the rest of a gateway. */
final class TestShards implements AutoCloseable {

    final DiscordRest rest;
    final DiscordConnection connection;
    final Membership membership;

    /** What services want to hear besides what every session hears. */
    final AtomicReference<Set<ExtraIntent>> wanted;

    TestShards(TestSettings settings, Membership membership, EventListener... listeners) {
        this(settings, membership, Set.of(), listeners);
    }

    TestShards(
            TestSettings settings,
            Membership membership,
            Set<ExtraIntent> wanted,
            EventListener... listeners) {
        this.wanted = new AtomicReference<>(wanted);
        this.rest = TestSettings.rest(settings);
        this.membership = membership;
        var limit =
                new IdentifyLimit(
                        rest, membership.redis(), membership.names(), membership.gateways());
        this.connection =
                new DiscordConnection(
                        settings,
                        membership.settings(),
                        rest,
                        new BotLookup(settings, rest, limit),
                        limit,
                        this.wanted::get,
                        new HeldShards(
                                membership.leases(), membership.gateways(), membership.settings()),
                        membership.gateways(),
                        new ObjectMapper(),
                        TestLoops.loops(),
                        List.of(listeners));
        connection.start(new StartupEvent());
    }

    /** As at an orderly stop. */
    @Override
    public void close() throws InterruptedException {
        connection.leave(new ShutdownEvent());
        connection.end(new ShutdownEvent());
        rest.close();
    }
}

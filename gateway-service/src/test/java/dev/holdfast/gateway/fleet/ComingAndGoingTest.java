package dev.holdfast.gateway.fleet;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.testing.Economy;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.address.Discovery;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.TestLoops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A service whose instances come and go behind one name, under load, as the pods of a headless
 * Service do: each with an address of its own and the same port.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class ComingAndGoingTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final CommandSpec BALANCE = CommandSpec.read("balance", "Shows a purse");
    private static final int PEOPLE = 4;

    @Inject ServiceClient client;
    @Inject OwnService own;
    @Inject FleetSettings settings;

    private final List<InetAddress> records = new CopyOnWriteArrayList<>();
    private final Discovery discovery =
            new Discovery(TestLoops.loops(), this::resolve, Duration.ofMillis(100));
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<InvocationOutcome> failed = new CopyOnWriteArrayList<>();
    private Economy first;
    private Economy second;
    private Service service;

    private record Named(FleetSettings settings, String list) implements FleetSettings {

        @Override
        public Optional<String> services() {
            return Optional.of(list);
        }

        @Override
        public Duration serviceTimeout() {
            return settings.serviceTimeout();
        }

        @Override
        public Duration servicePatience() {
            return settings.servicePatience();
        }

        @Override
        public Duration serviceBreak() {
            return settings.serviceBreak();
        }

        @Override
        public int servicePlaces() {
            return settings.servicePlaces();
        }

        @Override
        public int serviceConcurrency() {
            return settings.serviceConcurrency();
        }
    }

    @BeforeEach
    void oneInstanceUnderLoad() throws IOException {
        var port = Sandbox.freePort();
        first = new Economy(InetAddress.ofLiteral("127.0.0.2"), port);
        second = new Economy(InetAddress.ofLiteral("127.0.0.3"), port);
        records.add(InetAddress.ofLiteral("127.0.0.2"));
        var named = new Named(settings, "economy=http://economy:" + port);
        var fleet = new Fleet(client, named, own, discovery, new SimpleMeterRegistry());
        service = fleet.service("economy");
        IntStream.range(0, PEOPLE).forEach(_ -> people.execute(this::ask));
    }

    @AfterEach
    void end() {
        isOver.set(true);
        people.close();
        discovery.close();
        first.close();
        second.close();
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        if (records.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return records.toArray(InetAddress[]::new);
    }

    private void ask() {
        while (!isOver.get()) {
            var asking = Asking.in(new GuildId(7)).by(new UserId(8)).command("balance").build();
            try {
                var outcome = service.invoke(BALANCE, asking, DeliveryKind.FIRST, _ -> {});
                if (outcome instanceof InvocationOutcome.Answered(Reply.Message _)) {
                    answered.incrementAndGet();
                } else {
                    failed.add(outcome);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Test
    void oneThatComesGetsItsShareAndOneThatLeftNothingWithoutAFailure() {
        await().atMost(SOON).until(() -> first.asked().size() > 20);
        assertEquals(0, second.asked().size());

        records.add(InetAddress.ofLiteral("127.0.0.3"));
        await().atMost(SOON).until(() -> !second.asked().isEmpty());
        var begun = first.asked().size();
        var alsoBegun = second.asked().size();
        await().atMost(SOON).until(() -> second.asked().size() > alsoBegun + 40);
        var share = first.asked().size() - begun;
        var given = second.asked().size() - alsoBegun;
        assertTrue(
                share > given / 2 && share < given * 2,
                "the first was given %d, the second %d".formatted(share, given));

        records.remove(InetAddress.ofLiteral("127.0.0.2"));
        var known = new AtomicInteger();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> first.asked().size(), asked -> asked == known.getAndSet(asked));
        first.close();
        var before = answered.get();
        await().atMost(SOON).until(() -> answered.get() > before + 20);
        assertEquals(List.of(), failed);
    }

    /** One that vanishes before its record does, as a pod that is killed. */
    @Test
    void oneThatVanishesIsPassedOver() {
        records.add(InetAddress.ofLiteral("127.0.0.3"));
        await().atMost(SOON).until(() -> second.asked().size() > 20);
        second.close();
        var before = answered.get();
        await().atMost(SOON).until(() -> answered.get() > before + 20);
        records.clear(); // nobody to ask for names: what was known last counts
        var later = answered.get();
        await().during(Duration.ofMillis(300)).atMost(SOON).until(() -> answered.get() > later);
        assertTrue(
                failed.stream().noneMatch(it -> it instanceof InvocationOutcome.Away),
                failed::toString);
    }
}

package dev.holdfast.gateway.ping;

import dev.holdfast.gateway.discord.DiscordConnection;
import dev.holdfast.gateway.fleet.Fleet;
import dev.holdfast.gateway.fleet.Instance;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code /ping}: whether everything answers, and how fast. */
@Singleton
record PingCommand(DiscordConnection connection, Fleet fleet) implements Command {

    private static final Texts TEXTS = Texts.of("ping");

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("ping", TEXTS.english("description")).anywhere();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var card =
                Card.info("🏓", TEXTS.say(invocation, "title"))
                        .field("Discord", took(invocation, connection.heartbeat()));
        var services =
                fleet.instances().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Instance::service, TreeMap::new, Collectors.toList()));
        for (var service : services.entrySet()) {
            card = card.field(service.getKey(), all(invocation, service.getValue()));
        }
        return Reply.show(card);
    }

    private String all(Invocation invocation, List<Instance> instances) {
        return instances.stream()
                .map(instance -> took(invocation, instance.roundTrip()))
                .collect(Collectors.joining("\n"));
    }

    private String took(Invocation invocation, Optional<Duration> duration) {
        return duration.map(it -> TEXTS.say(invocation, "took", it.toNanos() / 1e6))
                .orElseGet(() -> TEXTS.say(invocation, "silent"));
    }
}

package dev.holdfast.kit.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.database.Outcome;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.observe.LogContext;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Reply;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The service's commands, and the one way to run them. Safe for any thread. */
@Singleton
public final class Commands {

    private static final Logger LOG = Logger.getLogger("holdfast.commands");

    private final Map<CommandPath, Command> byPath;
    private final UnitsOfWork work;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Gate gate = new Gate();

    /** What makes an invocation this one and no other; never roles or locale. */
    private record Identity(
            String guild,
            String user,
            String path,
            SortedMap<String, OptionValue> options,
            Invocation.@Nullable Component component) {}

    @Inject
    Commands(@All List<Command> all, UnitsOfWork work, ObjectMapper json, MeterRegistry metrics) {
        this.byPath =
                all.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        command -> command.spec().path(), Function.identity()));
        this.work = work;
        this.json = json;
        this.metrics = metrics;
    }

    /** Sorted by path. */
    public List<CommandSpec> specs() {
        return byPath.values().stream()
                .map(Command::spec)
                .sorted(Comparator.comparing(CommandSpec::path))
                .toList();
    }

    /**
     * Runs what was asked for, once.
     *
     * @throws dev.holdfast.kit.problem.Unavailable when PostgreSQL is away
     */
    public Outcome invoke(Invocation invocation) {
        var started = System.nanoTime();
        try (var _ =
                LogContext.of(
                        invocation.guild(),
                        invocation.user(),
                        invocation.path(),
                        invocation.operation())) {
            var command = byPath.get(invocation.path());
            if (command == null) {
                return new Outcome.Done(gate.unknown(invocation), false);
            }
            var outcome = run(command, invocation);
            record(invocation.path(), outcome, Duration.ofNanos(System.nanoTime() - started));
            return outcome;
        }
    }

    private Outcome run(Command command, Invocation invocation) {
        return switch (command.spec().access()) {
            case WRITE ->
                    work.execute(request(invocation), unit -> reply(command, invocation, unit));
            case READ ->
                    new Outcome.Done(
                            work.read(
                                    invocation.guild(),
                                    invocation.user(),
                                    unit -> reply(command, invocation, unit)),
                            false);
        };
    }

    private Reply reply(Command command, Invocation invocation, UnitOfWork unit) {
        return gate.refusal(command.spec(), invocation)
                .orElseGet(() -> command.run(invocation, unit));
    }

    private Request request(Invocation invocation) {
        var identity =
                new Identity(
                        invocation.guild().toString(),
                        invocation.user().toString(),
                        invocation.path().value(),
                        new TreeMap<>(invocation.options()),
                        invocation.component());
        try {
            return new Request(
                    invocation.operation(),
                    invocation.guild(),
                    invocation.user(),
                    invocation.path().value(),
                    RequestHash.of(json.writeValueAsString(identity)));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    private void record(CommandPath path, Outcome outcome, Duration taken) {
        var word = word(outcome);
        LOG.infof("%s took=%dus", word, taken.toNanos() / 1_000);
        metrics.timer("holdfast.command", "command", path.value(), "outcome", word).record(taken);
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(Reply.Refusal _, _) -> "refused";
            case Outcome.Done(_, var replayed) -> replayed ? "replayed" : "done";
            case Outcome.KeyReused() -> "key-reused";
            case Outcome.KeyExpired() -> "key-expired";
            case Outcome.StillRunning() -> "still-running";
        };
    }
}

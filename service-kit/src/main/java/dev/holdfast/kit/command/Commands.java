package dev.holdfast.kit.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.coordination.LockedWork;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestBatcher;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.database.WriteNeeded;
import dev.holdfast.kit.observe.LogContext;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.problem.Rejected;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.SheetSpec;
import dev.holdfast.kit.protocol.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Finds and runs the service's commands. Thread-safe. */
@Singleton
public final class Commands {

    private static final int MOST_CHOICES = 25;
    private static final Logger LOG = Logger.getLogger("holdfast.commands");

    private final Map<CommandPath, KnownCommand> byPath;
    private final List<SheetSpec> sheets;
    private final UnitsOfWork work;
    private final LockedWork locked;
    private final RequestBatcher groups;
    private final SlowCommands slowly;
    private final Confirmations questions;
    private final InvocationRequests requests;
    private final MeterRegistry metrics;
    private final InvocationValidator gate = new InvocationValidator();

    Commands(
            @All List<AnyCommand> all,
            SettingsPart settings,
            UnitsOfWork work,
            LockedWork locked,
            RequestBatcher groups,
            SlowCommands slowly,
            Confirmations questions,
            ObjectMapper json,
            MeterRegistry metrics) {
        this.sheets = settings.sheets();
        this.byPath =
                Stream.concat(all.stream(), settings.command().stream())
                        .map(command -> new KnownCommand(command.spec(), command))
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        known -> known.spec().path(), Function.identity()));
        CommandRoots.check(byPath.values().stream().map(KnownCommand::spec).toList());
        this.work = work;
        this.locked = locked;
        this.groups = groups;
        this.slowly = slowly;
        this.questions = questions;
        this.requests = new InvocationRequests(json);
        this.metrics = metrics;
    }

    /** Sorted by path, each with the feature in whose folder it lies. */
    List<CommandSpec> specs(Collection<Feature> features) {
        var byFolder =
                features.stream()
                        .collect(
                                Collectors.toMap(
                                        feature -> feature.getClass().getPackageName(),
                                        Feature::name,
                                        (one, _) -> one));
        return byPath.values().stream()
                .map(known ->
                        known.spec()
                                .of(
                                        byFolder.getOrDefault(
                                                known.command().getClass().getPackageName(), "")))
                .sorted(Comparator.comparing(CommandSpec::path))
                .toList();
    }

    /** What a guild may adjust. */
    List<SheetSpec> sheets() {
        return sheets;
    }

    /** What help says about the features whose commands these are. */
    List<Topic> topics(Collection<Feature> features) {
        return FeatureTopics.of(features, byPath.values());
    }

    /** Whether this build has the command. */
    public boolean has(CommandPath path) {
        return byPath.containsKey(path);
    }

    /**
     * Runs what was asked for, once.
     *
     * @throws IllegalArgumentException where this build has no such command
     * @throws Unavailable when PostgreSQL is away
     */
    public RequestOutcome invoke(Invocation invocation) {
        var known = byPath.get(invocation.path());
        if (known == null) {
            throw new IllegalArgumentException("There is no /%s.".formatted(invocation.path()));
        }
        var started = System.nanoTime();
        var word = "failed";
        try (var _ =
                LogContext.of(
                        invocation.guild(),
                        invocation.user(),
                        invocation.path(),
                        invocation.operation())) {
            try {
                var outcome = runUnderstood(known, invocation);
                word = word(outcome);
                return outcome;
            } catch (Unavailable e) {
                word = "unavailable";
                Span.failed(e);
                throw e;
            } catch (RuntimeException e) {
                Span.failed(e);
                throw e;
            } finally {
                record(invocation.path(), word, Duration.ofNanos(System.nanoTime() - started));
            }
        }
    }

    /**
     * What fits what a person has typed so far; nothing, where they may not run the command.
     *
     * @return at most 25
     * @throws Rejected where this build has no such command or completes none of it
     * @throws Unavailable when PostgreSQL is away
     */
    public List<OptionSpec.Choice> complete(Completion completion) {
        var asked = completion.asked();
        var known = byPath.get(asked.path());
        if (known == null || !(known.command() instanceof AutocompletedCommand command)) {
            throw new Rejected(
                    Problem.Kind.UNKNOWN_COMMAND.detail(
                            "There is no completion of /%s.".formatted(asked.path())));
        }
        if (gate.forbids(known.spec(), asked)) {
            return List.of();
        }
        return work.read(
                asked.guild(),
                asked.user(),
                unit -> command.complete(completion, unit).stream().limit(MOST_CHOICES).toList());
    }

    /**
     * Settles what nobody waits for any more: gives its outcome where it was begun, and sees to it
     * that it is never run where it was not.
     *
     * @throws IllegalArgumentException where this build has no such command
     * @throws Unavailable when PostgreSQL is away
     */
    public RequestOutcome settle(Invocation invocation) {
        var known = byPath.get(invocation.path());
        if (known == null) {
            throw new IllegalArgumentException("There is no /%s.".formatted(invocation.path()));
        }
        return switch (known.spec().access()) {
            case WRITE -> work.execute(requests.of(invocation), _ -> gate.tooLate(invocation));
            case READ -> new RequestOutcome.Done(gate.tooLate(invocation), false);
        };
    }

    /** What a press brings may have been made by another build of the command. */
    private RequestOutcome runUnderstood(KnownCommand known, Invocation invocation) {
        try {
            return run(known, invocation);
        } catch (NoSuchElementException | IllegalArgumentException e) {
            if (invocation.pressed().isEmpty()) {
                throw e;
            }
            LOG.errorf(e, "a press that /%s does not understand", invocation.path());
            var stale = gate.stale(known.spec(), invocation);
            return switch (known.spec().access()) {
                case WRITE -> work.execute(requests.of(invocation), _ -> stale);
                case READ -> new RequestOutcome.Done(stale, false);
            };
        }
    }

    private RequestOutcome run(KnownCommand known, Invocation invocation) {
        if (known.command() instanceof Command command
                && known.spec().access() == CommandSpec.Access.READ) {
            try {
                return read(known.spec(), command, invocation);
            } catch (WriteNeeded _) {
                return write(known, invocation);
            }
        }
        return write(known, invocation);
    }

    private RequestOutcome read(CommandSpec spec, Command command, Invocation invocation) {
        var reply =
                work.read(
                        invocation.guild(),
                        invocation.user(),
                        unit ->
                                gate.refusal(spec, invocation)
                                        .orElseGet(() -> answer(spec, command, invocation, unit)));
        return new RequestOutcome.Done(reply, false);
    }

    private RequestOutcome write(KnownCommand known, Invocation invocation) {
        var spec = known.spec();
        var request = requests.of(invocation);
        var refusal = gate.refusal(spec, invocation);
        if (refusal.isPresent()) {
            return work.execute(request, _ -> refusal.get());
        }
        var decided = questions.decided(invocation);
        if (decided.isEmpty()) {
            return write(known, invocation, request);
        }
        return switch (decided.get()) {
            case Confirmations.Decided.Answer(var reply) -> work.execute(request, _ -> reply);
            case Confirmations.Decided.Run(var confirmed) ->
                    gate.refusal(spec, confirmed)
                            .map(misfit -> work.execute(request, _ -> misfit))
                            .orElseGet(() -> write(known, confirmed, request));
        };
    }

    private RequestOutcome write(KnownCommand known, Invocation invocation, Request request) {
        var spec = known.spec();
        return switch (known.command()) {
            case Command ordinary ->
                    locked.execute(
                            ordinary.locks(invocation),
                            request,
                            unit -> answer(spec, ordinary, invocation, unit));
            case BatchedCommand batched -> groups.execute(request, invocation, batched::runAll);
            case SlowCommand<?> slow ->
                    slowly.invoke(slow, invocation, request, spec.longest().orElseThrow());
        };
    }

    private static Reply answer(
            CommandSpec spec, Command command, Invocation invocation, UnitOfWork unit) {
        var reply = command.run(invocation, unit);
        if (reply instanceof Reply.Modal && !spec.modal()) {
            throw new IllegalStateException(
                    "/%s opens a modal: say opensModal() in its spec".formatted(invocation.path()));
        }
        return reply;
    }

    private void record(CommandPath path, String word, Duration taken) {
        LOG.infof("%s took=%dus", word, taken.toNanos() / 1_000);
        Span.note("holdfast.outcome", word);
        metrics.timer("holdfast.command", "command", path.value(), "outcome", word).record(taken);
    }

    private static String word(RequestOutcome outcome) {
        return switch (outcome) {
            case RequestOutcome.Done(Reply.Refusal _, _) -> "refused";
            case RequestOutcome.Done(_, var replayed) -> replayed ? "replayed" : "done";
            case RequestOutcome.KeyReused() -> "key-reused";
            case RequestOutcome.KeyExpired() -> "key-expired";
            case RequestOutcome.StillRunning _ -> "still-running";
            case RequestOutcome.Busy() -> "busy";
        };
    }
}

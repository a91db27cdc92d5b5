package dev.holdfast.roles.connection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.command.EventHandler;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.Event;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.GuildMember;
import dev.holdfast.kit.protocol.MemberEvent;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.SettableClock;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A guild with rules, and events as the gateway tells them. */
@NullUnmarked // the container fills the fields
abstract class RuleScene {

    @Inject Commands commands;
    @Inject UnitsOfWork units;
    @Inject @All List<EventHandler> handlers;

    final SettableClock clock = new SettableClock("roles");
    final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
    RuleGuild guild;

    @BeforeEach
    void freshGuild() {
        guild = new RuleGuild(commands);
    }

    @AfterEach
    void end() {
        clock.close();
        others.shutdownNow();
        for (var table : List.of("role_job", "timer", "outbox")) {
            guild.admin()
                    .execute("delete from %s where guild_id = %s".formatted(table, guild.id()));
        }
    }

    void work(Consumer<UnitOfWork> body) {
        var request =
                new Request(
                        Asking.freshKey(),
                        guild.id(),
                        RuleGuild.MOD,
                        "test",
                        RequestHash.of("test"));
        var outcome = execute(request, body);
        for (var look = 0; look < 20 && outcome instanceof RequestOutcome.StillRunning; look++) {
            outcome = execute(request, body);
        }
        assertInstanceOf(RequestOutcome.Done.class, outcome);
    }

    private RequestOutcome execute(Request request, Consumer<UnitOfWork> body) {
        return units.execute(
                request,
                unit -> {
                    body.accept(unit);
                    return Reply.say("done");
                });
    }

    /** Goes on at the same time; returns when it is over or waits for somebody's lock. */
    Future<Reply> meanwhile(Callable<Reply> other) {
        var future = others.submit(other);
        await().atMost(20, SECONDS).until(() -> future.isDone() || isSomebodyWaiting());
        return future;
    }

    boolean isSomebodyWaiting() {
        return guild.admin().count("select count(*) from pg_locks where not granted") > 0;
    }

    /** The member is one, with these roles. */
    void told(UserId user, @Nullable Instant joined, RoleId... roles) {
        told(user, joined, null, false, roles);
    }

    void told(
            UserId user,
            @Nullable Instant joined,
            @Nullable Instant boosting,
            boolean pending,
            RoleId... roles) {
        tell(
                new MemberEvent.MemberChanged(
                        new GuildMember(
                                user,
                                "Person",
                                false,
                                List.of(roles),
                                joined,
                                pending,
                                boosting,
                                null),
                        null));
    }

    void tell(Event event) {
        work(unit -> handle(event, unit));
    }

    void handle(Event event, UnitOfWork unit) {
        var at = Clock.systemUTC().instant();
        var note = new EventEnvelope(OperationKey.of("test-event:" + at), guild.id(), event);
        handlers.stream()
                .filter(handler -> handler.kinds().contains(event.kind()))
                .forEach(handler -> handler.handle(note, unit));
    }

    /** The rule has been held against all members. */
    void awaitSweep(int rule) {
        await().atMost(20, SECONDS)
                .until(() ->
                        guild.admin()
                                        .count(
                                                """
                                                select count(*) from role_job
                                                where guild_id = %s and subject = '%d' and looked_all_at is null
                                                  and ended_at is null
                                                """
                                                        .formatted(guild.id(), rule))
                                == 0);
    }
}

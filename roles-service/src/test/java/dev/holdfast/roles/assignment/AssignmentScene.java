package dev.holdfast.roles.assignment;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.command.EventHandler;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.outbox.EffectResult;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.Event;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.GuildMember;
import dev.holdfast.kit.protocol.MemberEvent;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.SettableClock;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A guild that nobody has used yet, and a Discord that does what was ordered when a test says so.
 */
abstract class AssignmentScene {

    static final UserId ANN = new UserId(101);
    static final UserId BEN = new UserId(102);
    static final UserId MOD = new UserId(109);
    static final RoleId RED = new RoleId(501);
    static final RoleId BLUE = new RoleId(502);
    static final Source RULE = new Source("rules", "1");
    static final Source OTHER = new Source("rules", "2");
    static final Source MENU = new Source("menus", "1");
    static final EffectOutcome APPLIED = new EffectOutcome.Applied(null);
    static final EffectOutcome FORBIDDEN =
            new EffectOutcome.Refused(EffectOutcome.Cause.FORBIDDEN, "Move my role up.");
    static final EffectOutcome GONE =
            new EffectOutcome.Refused(EffectOutcome.Cause.GONE, "They are not a member.");

    private static final AtomicLong NEXT = new AtomicLong(910_000_000_000_000_000L);
    private static final Duration LONG_AGO = Duration.ofMinutes(1);

    @Inject Assignments assignments;
    @Inject UnitsOfWork units;
    @Inject Outcomes outcomes;
    @Inject MemberEvents memberEvents;
    @Inject RoleEvents roleEvents;
    @Inject AuditEvents auditEvents;
    @Inject ObjectMapper json;

    final Admin admin = new Admin("roles");
    final SettableClock clock = new SettableClock("roles");
    GuildId guild = new GuildId(NEXT.incrementAndGet());

    /** An effect that waits in the outbox. */
    record Row(long id, Effect effect, String note, boolean urgent) {

        MemberRole of() {
            return switch (effect) {
                case Effect.GiveRole(var user, var role) -> new MemberRole(user, role);
                case Effect.TakeRole(var user, var role) -> new MemberRole(user, role);
                default -> throw new IllegalStateException("not a role's: " + effect);
            };
        }
    }

    @BeforeEach
    void freshGuild() {
        guild = new GuildId(NEXT.incrementAndGet());
    }

    @AfterEach
    void nothingIsLeft() {
        clock.close();
        for (var table : List.of("outbox", "timer", "assignment", "claim")) {
            admin.execute("delete from %s where guild_id = %s".formatted(table, guild));
        }
    }

    void work(Consumer<UnitOfWork> body) {
        var request = new Request(Asking.freshKey(), guild, MOD, "test", RequestHash.of("test"));
        var done =
                units.execute(
                        request,
                        work -> {
                            body.accept(work);
                            return Reply.say("done");
                        });
        assertInstanceOf(RequestOutcome.Done.class, done);
    }

    void claim(RoleClaim... claims) {
        work(unit -> assignments.claim(unit, List.of(claims)));
    }

    void withdraw(UserId user, RoleId role, Source source) {
        work(unit -> assignments.withdraw(unit, user, role, source, "over", Urgency.PATIENT));
    }

    static RoleClaim give(UserId user, RoleId role, Source source) {
        return RoleClaim.give(user, role, source, "because");
    }

    static RoleClaim veto(UserId user, RoleId role, Source source) {
        return RoleClaim.veto(user, role, source, "muted");
    }

    /** The member is one, with these roles. */
    void member(UserId user, RoleId... roles) {
        memberEvent(user, Clock.systemUTC().instant(), roles);
    }

    void memberEvent(UserId user, Instant at, RoleId... roles) {
        var member =
                new GuildMember(
                        user, "Person", false, List.of(roles), Instant.EPOCH, false, null, null);
        tell(new MemberEvent.MemberChanged(member, null), at);
    }

    void tell(Event event) {
        tell(event, Clock.systemUTC().instant());
    }

    void tell(Event event, Instant at) {
        var key = OperationKey.of("test-event:" + at);
        var note = new EventEnvelope(key, guild, event);
        work(unit ->
                handlers()
                        .filter(it -> it.kinds().contains(event.kind()))
                        .forEach(it -> it.handle(note, unit)));
    }

    Stream<EventHandler> handlers() {
        return Stream.of(memberEvents, roleEvents, auditEvents);
    }

    /** What waits in the outbox, in order. */
    List<Row> ordered() {
        var ids =
                "select effect_id from outbox where guild_id = %s and listener = 'assignment' order by effect_id";
        var rows = new ArrayList<Row>();
        for (var id : admin.list(ids.formatted(guild), Long.class)) {
            rows.add(
                    new Row(
                            id,
                            effect(text("effect::text", id)),
                            text("note", id),
                            "true".equals(text("urgent::text", id))));
        }
        return rows;
    }

    List<Effect> effects() {
        return ordered().stream().map(Row::effect).toList();
    }

    /** Everything that is ordered ends so, and what is then ordered, too; the effects in order. */
    List<Effect> settleAll(EffectOutcome outcome) {
        var done = new ArrayList<Effect>();
        for (var rows = ordered(); !rows.isEmpty(); rows = ordered()) {
            for (var row : rows) {
                settle(row, outcome);
                done.add(row.effect());
            }
        }
        return done;
    }

    void settle(Row row, EffectOutcome outcome) {
        admin.execute(
                "delete from outbox where guild_id = %s and effect_id = %d"
                        .formatted(guild, row.id()));
        work(unit -> outcomes.hear(new EffectResult(row.effect(), row.note(), outcome), unit));
    }

    /** As if what was settled was settled long ago, so that no event is an echo of it. */
    void longAgo() {
        admin.execute(
                "update assignment set settled_at = settled_at - interval '%d s' where guild_id = %s"
                        .formatted(LONG_AGO.toSeconds(), guild));
    }

    String state(UserId user, RoleId role) {
        return of(
                "select state || coalesce(' ' || wanted, '') from assignment where guild_id = %s and user_id = %s and role_id = %s",
                user, role);
    }

    String of(String sql, UserId user, RoleId role) {
        return String.join("", admin.list(sql.formatted(guild, user, role), String.class));
    }

    /** The journal's actions of a member's role, in order. */
    List<String> journal(UserId user, RoleId role) {
        return admin.list(
                "select action from journal where guild_id = %s and user_id = %s and role_id = %s order by entry_id"
                        .formatted(guild, user, role),
                String.class);
    }

    long count(String table) {
        return admin.count("select count(*) from %s where guild_id = %s".formatted(table, guild));
    }

    Set<RoleId> mirrored(UserId user) {
        var roles =
                admin.list(
                        "select unnest(roles) from member where guild_id = %s and user_id = %s"
                                .formatted(guild, user),
                        Long.class);
        var set = new HashSet<RoleId>();
        roles.forEach(it -> set.add(new RoleId(it)));
        return set;
    }

    private String text(String column, long id) {
        return admin.list(
                        "select %s from outbox where guild_id = %s and effect_id = %d"
                                .formatted(column, guild, id),
                        String.class)
                .getFirst();
    }

    private Effect effect(String text) {
        try {
            return json.readValue(text, Effect.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.holdfast.kit.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.command.ServiceCheck;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.outbox.EffectRequest;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.outbox.OrderRequest;
import dev.holdfast.kit.outbox.Orders;
import dev.holdfast.kit.probe.ProbeSettings;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.Timers;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The story: somebody's hand, or a fault, leaves rows that no build can read. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class KitChecksTest {

    private static final UserId ADA = new UserId(7);
    private static final AtomicLong NEXT = new AtomicLong(920_000_000_000_000_000L);

    private record Wanted(int many) {}

    @Inject @All List<IntegrityCheck> checks;
    @Inject @All List<ServiceCheck> whole;
    @Inject UnitsOfWork units;
    @Inject Timers timers;
    @Inject Effects effects;
    @Inject Orders orders;

    @TestHTTPResource("/")
    URI service;

    private final Admin admin = new Admin("probe");
    private final GuildId guild = new GuildId(NEXT.incrementAndGet());
    private Caller gateway;

    @BeforeEach
    void healthyRows() throws IOException, InterruptedException {
        gateway = new Caller(service, "gateway", "probe", HoldfastServers.SECRET);
        gateway.post(Asking.in(guild).by(ADA).command("count").whole("by", 1).build());
        var cause =
                OperationKey.of("kit-checks-%s:%s".formatted(guild, Clock.systemUTC().instant()));
        units.write(
                guild,
                cause,
                work -> {
                    var later = work.now().plus(Duration.ofDays(1));
                    timers.schedule(work, new Timer("probe", ADA.toString(), later, 1, ""));
                    effects.order(
                            work, EffectRequest.effect(new Effect.GiveRole(ADA, new RoleId(3))));
                    orders.order(work, OrderRequest.of("tally", new Wanted(3)));
                    work.change(ProbeSettings.KEY, ProbeSettings.KEY.defaults());
                    return guild;
                });
    }

    /** Other tests share the schema, and hear what is delivered from it. */
    @AfterEach
    void nothingIsLeft() {
        for (var table : List.of("outbox", "timer")) {
            admin.execute("delete from %s where guild_id = %s".formatted(table, guild));
        }
    }

    @Test
    void allHoldsWhereNobodyMeddled() {
        assertEquals("", broken());
        for (var check : whole) {
            assertTrue(
                    check.check() instanceof Finding.Sound,
                    () -> check.name() + " " + check.check());
        }
    }

    @Test
    void aReplyThatNobodyCanReadIsNamedWithItsOperation() {
        corrupt(
                "update operation set reply = '{\"kind\":\"whisper\",\"content\":7}' where command = 'count'");
        assertTrue(
                broken().matches(
                                "stored-replies-can-be-read: the replies to 1 of \\d operations cannot be read: \\d+ \\(count\\)\n"),
                broken());
    }

    @Test
    void aReplyOfNoKindIsNamedToo() {
        corrupt("update operation set reply = '[]' where command = 'count'");
        assertTrue(broken().contains("stored-replies-can-be-read"), broken());
    }

    @Test
    void anEffectThatNobodyCanReadIsNamedWithItsTarget() {
        corrupt("update outbox set effect = '{\"kind\":\"nothing\"}' where target like 'member:%'");
        assertTrue(
                broken().matches(
                                "stored-effects-can-be-read: 1 of 2 effects cannot be read: effect \\d+ on member:7\n"),
                broken());
    }

    @Test
    void anOrderThatNobodyCanReadIsNamed() {
        corrupt("update outbox set effect = '\"?\"' where starts_with(listener, 'order:')");
        assertTrue(broken().contains("effects cannot be read: effect"), broken());
    }

    @Test
    void aTimerWhoseSubjectIsNoneIsNamed() {
        corrupt("update timer set subject = 'nobody' where kind = 'probe'");
        assertTrue(
                broken().matches(
                                "stored-timers-can-be-read: 1 of \\d timers: timer \\d+ \\(probe of nobody\\) cannot be read\n"),
                broken());
    }

    @Test
    void aTimerOfAnUnknownKindIsNamedUnlessANewerBuildMayHaveSetItJustNow() {
        corrupt("update timer set kind = 'tomorrows' where kind = 'probe'");
        assertEquals("", broken());
        corrupt("update timer set set_at = set_at - interval '16 min' where kind = 'tomorrows'");
        assertTrue(
                broken().contains("is of the kind “tomorrows”, which nothing here runs"), broken());
    }

    @Test
    void aTimerThatIsOverdueIsNamedWithWhatItWasToDo() {
        corrupt("update timer set due_at = due_at - interval '2 days' where kind = 'probe'");
        assertTrue(
                broken().matches(
                                "timers-run-when-due: 1 of \\d rows: timer \\d+ \\(probe of 7\\) was due at 20.*Z\n"),
                broken());
    }

    @Test
    void anEffectThatWaitsTooLongIsNamed() {
        corrupt(
                "update outbox set ordered_at = ordered_at - interval '20 min' where target = 'member:7'");
        assertTrue(
                broken().matches(
                                "effects-are-delivered: 1 of \\d rows: effect \\d+ on member:7 waits since 20.*Z\n"),
                broken());
    }

    @Test
    void settingsOutsideTodaysBoundsAreNamedWithThem() {
        corrupt("update setting set value = value || '{\"limit\": 5000}' where feature = 'probe'");
        assertEquals(
                "settings-are-within-bounds: “Limit” is \u20685000\u2069, which no longer fits. 0 to 1,000.\n",
                broken());
    }

    @Test
    void settingsThatAreNoneAreNamed() {
        corrupt("update setting set value = '\"?\"' where feature = 'probe'");
        assertTrue(broken().contains("the settings of probe cannot be read"), broken());
    }

    @Test
    void aFunctionAPolicyATriggerAndAnIndexThatAreGoneAreNamed() {
        assertEquals("", brokenWhole("schema-is-whole"));
        admin.execute("alter function took_until_now(timestamptz) rename to taken_away");
        admin.execute("alter policy worker on alert rename to taken_away");
        admin.execute("alter table tally disable trigger unattributed_delete");
        admin.execute("alter index timer_ready rename to taken_away");
        try {
            assertEquals(
                    "4 things that this build made are missing or switched off: the function took_until_now,"
                            + " the index timer_ready, the policy worker of alert, the trigger unattributed_delete of tally",
                    brokenWhole("schema-is-whole"));
        } finally {
            admin.execute("alter function taken_away(timestamptz) rename to took_until_now");
            admin.execute("alter policy taken_away on alert rename to worker");
            admin.execute("alter table tally enable trigger unattributed_delete");
            admin.execute("alter index taken_away rename to timer_ready");
        }
        assertEquals("", brokenWhole("schema-is-whole"));
    }

    @Test
    void aTableWithoutRowLevelSecurityIsNamedWhileTheServiceRuns() {
        admin.execute("alter table alert disable row level security");
        try {
            assertEquals(
                    "alert has no row-level security: select protect('alert')",
                    brokenWhole("guilds-are-kept-apart"));
        } finally {
            admin.execute("alter table alert enable row level security");
        }
        assertEquals("", brokenWhole("guilds-are-kept-apart"));
    }

    @Test
    void aJobThatNobodyRunsOrThatWasGivenUpIsNamed() {
        admin.execute(
                """
                insert into job_run (job, scheduled_for, ready_at, attempt)
                values ('integrity-checks', now() - interval '1 hour', 'infinity', 1)
                """);
        admin.execute(
                "update job_run set ready_at = now() - interval '20 min' where ready_at = 'infinity'");
        // Whoever is quicker: the loop that takes it, or this.
        admin.execute(
                """
                update job_run set done_at = now(), failure = 'planted'
                where job = 'integrity-checks' and scheduled_for = (
                    select max(scheduled_for) from job_run where job = 'integrity-checks')
                """);
        try {
            assertTrue(
                    brokenWhole("jobs-run-when-due").contains("integrity-checks"),
                    brokenWhole("jobs-run-when-due"));
        } finally {
            admin.execute(
                    "delete from job_run where job = 'integrity-checks' and failure = 'planted'");
        }
    }

    /** As {@code protect} does, so that nothing is told as somebody's hand. */
    private void corrupt(String sql) {
        admin.execute(
                "set app.operation = 'test'; %s and guild_id = %s; reset app.operation"
                        .formatted(sql, guild));
    }

    private String broken() {
        var broken = new StringBuilder();
        for (var check : checks) {
            if (units.read(guild, ADA, check::check) instanceof Finding.Broken(var detail)) {
                broken.append(check.name()).append(": ").append(detail).append('\n');
            }
        }
        return broken.toString();
    }

    private String brokenWhole(String name) {
        return whole.stream()
                .filter(check -> check.name().equals(name))
                .map(check -> check.check() instanceof Finding.Broken(var detail) ? detail : "")
                .findFirst()
                .orElseThrow();
    }
}

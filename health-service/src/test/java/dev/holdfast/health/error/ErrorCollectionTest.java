package dev.holdfast.health.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.observe.KnownError;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Errors of instances become rows, once each, and operators are told. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ErrorCollectionTest {

    private static final OperationKey CAUSE = OperationKey.of("error-test:2026-12-01T12:00:00Z");
    private static final String SHOP = "00000000000000aa";

    @Inject ErrorCollection collection;
    @Inject ErrorAlerts alerts;
    @Inject ErrorPruneJob prune;
    @Inject UnitsOfWork units;

    private final Admin admin = new Admin("health");
    private final Instant now = Clock.systemUTC().instant();

    @BeforeEach
    void nothing() {
        admin.execute(
                """
                delete from error_group;
                delete from error_tally;
                delete from error_source;
                delete from alert;
                delete from timer where guild_id = 0
                """);
    }

    @Test
    void countsWhatARestartedInstanceSaysAgainOnlyOnce() {
        assertEquals(7, hear("a:1", shop(7)));
        assertEquals(0, hear("a:1", shop(7)));
        assertEquals(0, hear("b:2", shop(7)), "its file at another address");
        assertEquals(1, hear("b:2", shop(8)));
        assertCounted(8);
    }

    @Test
    void countsAllOfAFileThatBeganAnew() {
        hear("a:1", shop(7));
        assertEquals(2, hear("a:1", error(SHOP, now.minusSeconds(5)).times(2)));
        assertEquals(0, hear("a:1", shop(7)));
        assertCounted(9);
    }

    @Test
    void twoInstancesAreOneGroup() {
        hear("a:1", shop(7));
        hear("b:2", error(SHOP, now.minusSeconds(5)).times(3));
        assertCounted(10);
        assertEquals(1, admin.count("select count(*) from error_group"));
    }

    /** A leader that was paused, and the one after it. */
    @Test
    void collectorsAtTheSameTimeCountNothingTwice() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var collectors =
                    IntStream.range(0, 8)
                            .<Callable<Long>>mapToObj(
                                    each -> () -> hear("a:" + each % 2, shop(5 + each / 2)))
                            .toList();
            var counted = 0L;
            for (var collected : threads.invokeAll(collectors)) {
                counted += collected.get();
            }
            assertEquals(8, counted);
        }
        assertCounted(8);
    }

    @Test
    void isBackOnlyInABuildThatHasTheFixAndIsTold() {
        hear("a:1", shop(1));
        alerts.tell(CAUSE);
        assertEquals(1, told("New error"));
        change(group -> group.resolved(TestErrors.BUILD + 1, now.minusSeconds(1)));
        hear("a:1", shop(2));
        assertEquals(ErrorState.RESOLVED, group().state());
        alerts.tell(CAUSE);
        assertEquals(0, told("is back"));
        hear(
                "a:1",
                error(SHOP, now.minusSeconds(60)).last(now).build(TestErrors.BUILD + 1).times(3));
        assertEquals(ErrorState.REGRESSED, group().state());
        alerts.tell(CAUSE);
        alerts.tell(CAUSE);
        assertEquals(1, told("is back"));
    }

    @Test
    void whatIsIgnoredIsToldWhenThereAreTenTimesAsMany() {
        hear("a:1", shop(3));
        alerts.tell(CAUSE);
        change(group -> group.ignored(now));
        hear("a:1", shop(29));
        assertEquals(ErrorState.IGNORED, group().state());
        hear("a:1", shop(30));
        assertEquals(ErrorState.ONGOING, group().state());
        alerts.tell(CAUSE);
        assertEquals(1, told("ten times as frequent"));
    }

    @Test
    void whatIsSuddenlyFrequentIsToldOnceADay() {
        hear("a:1", shop(1));
        alerts.tell(CAUSE);
        admin.execute("update error_group set state_since = now() - interval '2 days'");
        hear("a:1", recent(19));
        alerts.tell(CAUSE);
        assertEquals(0, told("suddenly frequent"));
        hear("a:1", recent(30));
        alerts.tell(CAUSE);
        hear("a:1", recent(90));
        alerts.tell(CAUSE);
        assertEquals(1, told("suddenly frequent"));
        assertEquals(0, admin.count("select count(*) from alert where more > 0"), "repeats");
    }

    @Test
    void aFloodOfNewKindsIsToldAsOne() {
        var kinds =
                IntStream.range(0, 30)
                        .mapToObj(kind ->
                                error("%016x".formatted(kind), now.minusSeconds(60)).times(1))
                        .toArray(KnownError[]::new);
        hear("a:1", kinds);
        alerts.tell(CAUSE);
        assertEquals(1, told("New error") + told("30 new kinds"));
        assertEquals(0, admin.count("select count(*) from error_group where untold is not null"));
    }

    @Test
    void oldErrorsOfAFileAreCountedAndNotTold() {
        var old = now.minus(Duration.ofDays(3));
        hear("a:1", error(SHOP, old).times(4));
        alerts.tell(CAUSE);
        assertEquals(0, told("New error"));
        assertCounted(4);
        assertEquals(4, admin.count("select sum(count)::bigint from error_day"));
    }

    @Test
    void knowsServersAndNobody() {
        hear("a:1", error(SHOP, now.minusSeconds(60)).guild("77").times(1));
        hear("a:1", error(SHOP, now.minusSeconds(60)).guild("78").times(2));
        assertEquals(List.of(new GuildId(77), new GuildId(78)), group().guilds());
        var rows = admin.list("select error_group::text from error_group", String.class);
        assertFalse(rows.toString().contains("123456789012345678"), rows.toString());
    }

    @Test
    void dropsResolvedOnesFirstAndTheOnesNotSeenForLongest() {
        for (var kind = 0; kind < 4; kind++) {
            var at = now.minusSeconds(600 - kind);
            hear("a:1", error("%016x".formatted(kind), at).times(1));
        }
        admin.execute(
                "update error_group set state = 'RESOLVED', fixed_build = 1 where fingerprint <= '%016x'"
                        .formatted(1));
        assertEquals(1, prune.prune(3, CAUSE).size());
        assertEquals(
                List.of("%016x".formatted(1), "%016x".formatted(2), "%016x".formatted(3)),
                admin.list("select fingerprint from error_group order by 1", String.class));
        assertEquals(
                0,
                hear("a:1", error("%016x".formatted(0), now.minusSeconds(600)).times(1)),
                "what was dropped is not counted again");
        assertEquals(2, prune.prune(1, CAUSE).size());
    }

    @Test
    void forgetsOldHoursAndDaysAndSettlesWhatIsNoLongerNew() {
        hear("a:1", shop(1));
        admin.execute(
                """
                update error_group set state_since = now() - interval '8 days';
                insert into error_hour select group_id, now() - interval '36 days', 5 from error_group;
                insert into error_day select group_id, current_date - 800, 5 from error_group
                """);
        prune.prune(10, CAUSE);
        assertEquals(1, admin.count("select count(*) from error_hour"));
        assertEquals(1, admin.count("select count(*) from error_day"));
        assertEquals(ErrorState.ONGOING, group().state());
    }

    @Test
    void knowsWhoWasNotReadLately() {
        hear("a:1", shop(1));
        var silent =
                units.read(
                        GuildId.DIRECT,
                        new UserId(0),
                        work ->
                                ErrorTallyStore.silent(
                                        work,
                                        List.of("economy", "economy"),
                                        List.of("a:1", "b:2"),
                                        Duration.ofMinutes(1)));
        assertEquals(List.of("economy b:2"), silent);
    }

    @Test
    void textsThatPostgresCannotStoreAreStored() {
        var odd =
                new KnownError(
                        SHOP,
                        "sh\0op",
                        "",
                        "nul \0 and \ud800",
                        "",
                        List.of("a\0b"),
                        1,
                        shop(1).first(),
                        shop(1).last(),
                        List.of("not a guild", "99999999999999999999"));
        assertEquals(1, hear("a:1", odd));
        assertTrue(group().guilds().isEmpty());
    }

    private KnownError shop(long count) {
        return error(SHOP, now.minusSeconds(60)).times(count);
    }

    private KnownError recent(long count) {
        return error(SHOP, now.minusSeconds(60)).last(now).times(count);
    }

    private static TestErrors error(String fingerprint, Instant first) {
        return TestErrors.of(fingerprint, first);
    }

    private long hear(String instance, KnownError... errors) {
        return collection.count(new InstanceErrors("economy", instance, List.of(errors)), CAUSE);
    }

    private void assertCounted(long expected) {
        assertEquals(expected, admin.count("select sum(count)::bigint from error_group"));
        assertEquals(expected, admin.count("select sum(count)::bigint from error_hour"));
        assertEquals(expected, admin.count("select sum(count)::bigint from error_day"));
    }

    private ErrorGroup group() {
        return units.write(
                GuildId.DIRECT,
                CAUSE,
                work -> ErrorGroupStore.lock(work, "economy", SHOP).orElseThrow());
    }

    private void change(UnaryOperator<ErrorGroup> change) {
        var _ =
                units.write(
                        GuildId.DIRECT,
                        CAUSE,
                        work -> {
                            var known = ErrorGroupStore.lock(work, "economy", SHOP).orElseThrow();
                            ErrorGroupStore.update(work, change.apply(known));
                            return known;
                        });
    }

    /**
     * How many alerts were told: an alert's timer has its text for an hour, while its message may
     * be on its way already.
     */
    private long told(String words) {
        return admin.count(
                "select count(*) from timer where guild_id = 0 and payload::text like '%%%s%%'"
                        .formatted(words));
    }
}

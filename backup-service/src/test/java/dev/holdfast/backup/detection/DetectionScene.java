package dev.holdfast.backup.detection;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.restore.RestorePlan;
import dev.holdfast.backup.restore.RestoreResult;
import dev.holdfast.backup.restore.Restores;
import dev.holdfast.backup.restore.ServiceSchemas;
import dev.holdfast.backup.snapshot.SnapshotRequest;
import dev.holdfast.backup.snapshot.SnapshotResult;
import dev.holdfast.backup.snapshot.Snapshots;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Two guilds that are new in each test, with rows of roles-service that nobody's hand has touched.
 */
@TestInstance(Lifecycle.PER_CLASS) // the schemas are made once
abstract class DetectionScene {

    static final UserId OLGA = new UserId(109);

    private static final List<String> ROWS =
            List.of(
                    "insert into autorole select <guild>, n, false, now() from generate_series(1, 3) n",
                    "insert into sticky_role select <guild>, n, n, ''hand'', now() from generate_series(1, 3) n",
                    "insert into verification_question values (<guild>, 1, ''Who?'', ''{me}'')",
                    "insert into setting values (<guild>, ''connection'', ''{\"x\": 1}'', now())");
    private static final String ATTRIBUTED =
            """
            do $$ begin
                perform set_config('app.operation', '1', true);
                execute '%s';
            end $$
            """;

    @Inject DetectionJob job;
    @Inject ChangeReader recording;
    @Inject DismissCommand dismissing;
    @Inject Connections connections;
    @Inject Snapshots snapshots;
    @Inject Restores restores;
    @Inject UnitsOfWork units;

    final Admin backup = new Admin("backup");
    final Admin roles = new Admin("roles");
    private final Clock clock = Clock.systemUTC();
    private final AtomicLong guilds = new AtomicLong(clock.millis() * 1_000);
    private ServiceSchemas services;
    GuildId guild;
    GuildId other;

    @BeforeAll
    void allServices() {
        services = new ServiceSchemas("roles");
    }

    @AfterAll
    void noServices() {
        services.close();
    }

    @BeforeEach
    void twoGuilds() throws Exception {
        List.of("autorole", "sticky_role", "verification_question", "setting")
                .forEach(table -> attributed("delete from " + table));
        guild = new GuildId(guilds.incrementAndGet());
        other = new GuildId(guilds.incrementAndGet());
        for (var each : List.of(guild, other)) {
            ROWS.forEach(row -> attributed(row.replace("<guild>", each.toString())));
        }
        // What other tests left behind is told now.
        detect();
    }

    /** As an operation does it; quotes are doubled. */
    void attributed(String sql) {
        roles.execute(ATTRIBUTED.formatted(sql));
    }

    OperationKey cause() {
        return OperationKey.of("detection:" + clock.instant());
    }

    void detect() throws InterruptedException {
        job.run(clock.instant(), Progress.ALONE);
    }

    /** As far as a process came that died before it told anybody. */
    void record() {
        try (var records = RecordStore.open(connections)) {
            recording.read(records, cause(), Progress.ALONE);
        }
    }

    long snapshot(GuildId of) throws InterruptedException {
        var request = new SnapshotRequest(SnapshotKind.BEFORE_RESTORE, "a test", of, OLGA);
        return assertInstanceOf(
                        SnapshotResult.Verified.class, snapshots.take(request, Progress.ALONE))
                .entry()
                .snapshotId();
    }

    void restore(long snapshot, String feature) throws InterruptedException {
        apply(plan(snapshot, feature));
    }

    long plan(long snapshot, String feature) {
        var features = Set.of(feature);
        return assertInstanceOf(
                        RestorePlan.Ready.class,
                        restores.plan(guild, snapshot, features, OLGA, Progress.ALONE))
                .restoreId();
    }

    RestoreResult.Done apply(long restore) throws InterruptedException {
        return assertInstanceOf(
                RestoreResult.Done.class, restores.apply(guild, restore, OLGA, Progress.ALONE));
    }

    void operation(GuildId of, String command, long user) {
        roles.execute(
                """
                insert into operation (guild_id, slot, key, issued_on, request_hash, user_id, command, began_at)
                values (%s, (current_date - date '2015-01-01') %% 10, 'of a test', current_date, '', %d, '%s', now())
                """
                        .formatted(of, user, command));
    }

    /** The guild's next message need not wait any longer. */
    void pauseIsOver(GuildId of) {
        backup.execute(
                "update detection_incident set told_at = told_at - interval '%d minutes' where guild_id = %s"
                        .formatted(Investigation.PAUSE.toMinutes(), of));
    }

    /** As an admin does who presses the newest notice's button. */
    Reply dismiss() {
        return dismiss(incidentIds().getLast());
    }

    List<Long> incidentIds() {
        return backup.list(
                "select incident_id from detection_incident where guild_id = %s order by 1"
                        .formatted(guild),
                Long.class);
    }

    Reply dismiss(long incident) {
        var pressed =
                Asking.in(guild)
                        .by(OLGA)
                        .allowed(Permission.MANAGE_GUILD)
                        .command(DismissCommand.PATH)
                        .button(OLGA, DismissCommand.state(incident))
                        .build();
        return units.write(guild, cause(), work -> dismissing.run(pressed, work));
    }

    void allowRestoring(GuildId of) {
        backup.execute(
                "insert into setting values (%s, 'detection', '{\"restoreItself\": true}', now())"
                        .formatted(of));
    }

    /** What a guild's admins were told, in words. */
    List<String> told(GuildId of) {
        return backup.list(
                "select effect ->> 'text' from outbox where guild_id = %s and effect ->> 'kind' = 'tell-admins' order by effect_id"
                        .formatted(of),
                String.class);
    }

    String buttons(GuildId of) {
        return backup.list(
                        "select effect -> 'content' ->> 'rows' from outbox where guild_id = %s and effect ->> 'kind' = 'tell-admins' order by effect_id"
                                .formatted(of),
                        String.class)
                .getLast();
    }

    void forgetTold(GuildId of) {
        backup.execute("delete from outbox where guild_id = " + of);
    }

    List<String> states(GuildId of) {
        return backup.list(
                "select state from detection_incident where guild_id = %s order by incident_id"
                        .formatted(of),
                String.class);
    }

    long incidents(GuildId of) {
        return states(of).size();
    }

    long lost(GuildId of) {
        return backup.count(
                "select sum(row_count)::bigint from detection_change where guild_id = " + of);
    }

    /** A guild's rows with where they lie and who wrote them. */
    List<String> rows(GuildId of) {
        return roles.list(
                """
                select concat_ws(' ', xmin, ctid, t) from autorole t where guild_id = %1$s
                union all select concat_ws(' ', xmin, ctid, t) from sticky_role t where guild_id = %1$s
                union all select concat_ws(' ', xmin, ctid, t) from setting t where guild_id = %1$s
                order by 1
                """
                        .formatted(of),
                String.class);
    }
}

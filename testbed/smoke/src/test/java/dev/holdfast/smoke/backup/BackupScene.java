package dev.holdfast.smoke.backup;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedPostgresSettings;
import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.EmbeddedRedisSettings;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.smoke.process.Retry;
import dev.holdfast.smoke.process.Scratch;
import dev.holdfast.smoke.process.ServiceProcess;
import dev.holdfast.smoke.process.ServiceProcess.Kind;
import dev.holdfast.smoke.process.Step;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;

/**
 * PostgreSQL, Redis, economy-service and some backup-services on one folder, each in a process that
 * can be killed; and the rows of three guilds.
 */
final class BackupScene implements AutoCloseable {

    static final List<GuildId> GUILDS =
            IntStream.rangeClosed(1, 3)
                    .mapToObj(each -> new GuildId(930_000_000_000_000_000L + each))
                    .toList();

    private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
    private static final Duration START = Duration.ofMinutes(2);

    /** A restore that died holds its guild no longer than its statement or its lock's timeout. */
    private static final Duration THAWED = Duration.ofSeconds(20);

    private static final String CLAIMS_END =
            """
            update backup.operation set claimed_until = now() where reply is null and claimed_until > now();
            update backup.job_run set ready_at = now() where done_at is null and attempt > 0
            """;

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final EmbeddedRedis redis;
    private final ServiceProcess economy;
    private final List<ServiceProcess> backups = new ArrayList<>();
    private final Jdbi jdbi;
    private final Rows rows;

    /**
     * Starts it.
     *
     * @param name of the folder that keeps its data and logs
     * @param instances so many backup-services
     */
    BackupScene(String name, int instances) throws Exception {
        folder = Scratch.empty(ROOT.resolve("testbed/smoke/target").resolve(name));
        postgres =
                EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(folder.resolve("postgres")));
        redis = EmbeddedRedis.start(EmbeddedRedisSettings.temporary());
        jdbi = Jdbi.create(postgres.jdbcUrl(), EmbeddedPostgres.USER, postgres.password());
        rows = new Rows(superuser());
        economy = start("economy", "economy");
        Step.provision(ROOT, "roles", folder, settings());
        assertTrue(Scratch.awaitReady(List.of(economy), START), "economy-service is not ready");
        for (var guild : GUILDS) {
            rows.run(Belongings.of(guild));
        }
        for (var each = 1; each <= instances; each++) {
            backups.add(start("backup-" + each, "backup"));
        }
        awaitReady();
    }

    private ServiceProcess start(String name, String service) {
        var module = ROOT.resolve(service + "-service");
        return ServiceProcess.start(Kind.of(name, service, module, settings()), folder);
    }

    private Map<String, String> settings() {
        return Map.of(
                "DATABASE_URL",
                postgres.url(),
                "DATABASE_ADMIN_URL",
                postgres.adminUrl(),
                "REDIS_URL",
                redis.url(),
                "HOLDFAST_GATEWAYS",
                "http://127.0.0.1:9",
                "BACKUP_LOCATIONS",
                "folder:" + folder.resolve("archive"),
                "BACKUP_KEEP_DAYS",
                "1",
                "BACKUP_MASTER_KEY",
                "a-master-key-that-only-this-test-knows");
    }

    /** Waits until each backup-service answers. */
    void awaitReady() throws InterruptedException {
        assertTrue(Scratch.awaitReady(backups, START), "backup-service is not ready");
    }

    List<ServiceProcess> backups() {
        return backups;
    }

    /** The first backup-service. */
    ServiceProcess backup() {
        return backups.getFirst();
    }

    ArchiveFolder archive() {
        return new ArchiveFolder(folder.resolve("archive"));
    }

    /** PostgreSQL past the services, as its superuser. */
    Rows rows() {
        return rows;
    }

    /** The same, in a session of its own. */
    Connection superuser() throws SQLException {
        return jdbi.open().getConnection();
    }

    /** What a restore brings back, of each guild. */
    Map<GuildId, GuildState> states() throws SQLException {
        var states = new LinkedHashMap<GuildId, GuildState>();
        for (var guild : GUILDS) {
            var all = rows.of(guild.toString());
            all.keySet().removeIf(table -> table.startsWith("backup."));
            states.put(guild, new GuildState(all, rows.balances(guild.toString())));
        }
        return states;
    }

    /** One pays another a coin, which waits for nothing but a restore of the guild. */
    void pay(GuildId guild, long payer, long payee) throws InterruptedException {
        var pay =
                Asking.in(guild)
                        .by(new UserId(payer))
                        .command("pay")
                        .person("member", new UserId(payee))
                        .text("amount", "1")
                        .build();
        var answer = Retry.answer(THAWED, () -> economy.caller().post(pay));
        assertTrue(answer.contains("Payment"), answer);
    }

    /** 10 s go by, after which another may take over what a dead process had claimed. */
    void endClaims() throws SQLException {
        rows.run(CLAIMS_END);
    }

    @Override
    public void close() throws SQLException {
        rows.close();
        backups.forEach(ServiceProcess::stop);
        economy.stop();
        redis.close();
        postgres.close();
    }
}

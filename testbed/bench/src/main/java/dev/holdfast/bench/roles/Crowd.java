package dev.holdfast.bench.roles;

import dev.holdfast.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A guild with very many members, its rules and the jobs that hold all of them against all members,
 * written past the service. As on real servers most rules hold for few: in all for about one member
 * in a thousand of a million.
 */
final class Crowd implements AutoCloseable {

    /** The role whose holders get {@link #REWARD}, for the way from an event to its effect. */
    static final long INTEREST = 600_000_000_000_000_099L;

    static final long REWARD = 600_000_000_000_000_199L;

    private static final long FIRST_ROLE = 600_000_000_000_000_000L;
    private static final long FIRST_MEMBER = 150_000_000_000_000_000L;

    /** A member's id is so much above the one before: accounts of about four years. */
    private static final long APART = 500_000_000_000L;

    /** Roles a member may have are 1 to 60, by what remains of their number; one in so many. */
    private static final String MEMBERS =
            """
            insert into member (guild_id, user_id, roles, joined_at, pending, boosting_since, as_of)
            select %1$d, %2$d + n * %3$d,
                array[600000000000000000 + n %% 7, 600000000000000010 + n %% 11, 600000000000000030 + n %% 31]
                    || case when n %% 5000 = 0 then array[600000000000000070] else '{}' end,
                '%5$s'::timestamptz - make_interval(secs => 86400 * (1 + n %% 2000)), false,
                case when n %% 20000 = 0 then now() - interval '40 d' end, now() - interval '1 d'
            from generate_series(0, %4$d) as n
            """;

    private static final String BALANCES =
            """
            insert into rule_fact_balance (guild_id, user_id, value, as_of, cursor)
            select %1$d, 0, null, now(), '0'
            union all
            select %1$d, %2$d + n * %3$d, n %% 20000, now(), null from generate_series(0, %4$d) as n
            """;
    private static final String ROLES =
            """
            insert into guild_role (guild_id, role_id, name, position, permissions, managed, as_of)
            select %d, 600000000000000000 + n, 'Role ' || n, n + 1, 0, false, now() from generate_series(0, 199) as n
            """;
    private static final String RULE =
            """
            insert into rule (guild_id, rule_id, role_id, condition, mode, state, allowed_by, generation,
                created_at, created_by, changed_at, changed_by)
            values (%d, %d, %d, '%s', 'while', 'active', 1, 1, now(), 1, now(), 1)
            """;
    private static final String JOBS =
            """
            with job as (
                insert into role_job (guild_id, kind, subject, title, params, user_id, total, resumed_at, started_at)
                select guild_id, 'role-rule', rule_id::text, 'Rule ' || rule_id, rule_id::text, 0, %2$d, now(), now()
                from rule where guild_id = %1$d and role_id <> %3$d
                returning guild_id, job_id)
            insert into timer (guild_id, user_id, operation, kind, subject, due_at, generation, payload, ready_at)
            select guild_id, 0, 'bench:2026-01-01T00:00:00Z', 'role-job', job_id::text, now(), 0, '', now() from job
            """;
    private static final String PROGRESS =
            """
            select count(*) filter (where looked_all_at is null), count(*), coalesce(min(looked), 0),
                count(*) filter (where state = 'failed')
            from role_job where guild_id = %d
            """;
    private static final String CLAIMS =
            "select count(*) from claim where guild_id = %d and withdrawn_at is null";

    private static final List<String> CONDITIONS =
            List.of(
                    "<@&600000000000000070> and <@&600000000000000003>",
                    "<@&600000000000000070> and member >= 1900d",
                    "<@&600000000000000070> and not <@&600000000000000013> and not <@&600000000000000014>"
                            + " and not <@&600000000000000015>",
                    "<@&600000000000000070> and boosting",
                    "boosting and <@&600000000000000001>",
                    "boosting and (member >= 1000d or <@&600000000000000035>)",
                    "boosting and not <@&600000000000000002> and not <@&600000000000000004>",
                    "balance >= 19,999",
                    "balance >= 19,990 and <@&600000000000000005> and <@&600000000000000016>",
                    "balance >= 19,900 and <@&600000000000000060> and member >= 1800d",
                    "member >= 2000d and <@&600000000000000031> and <@&600000000000000011>",
                    "member >= 1999d and <@&600000000000000032> and <@&600000000000000012>",
                    "account >= 30d and <@&600000000000000070> and <@&600000000000000017>",
                    "account >= 10000d",
                    "<@&600000000000000000> and <@&600000000000000018> and <@&600000000000000033>"
                            + " and member >= 1950d",
                    "<@&600000000000000006> and <@&600000000000000019> and <@&600000000000000034>"
                            + " and balance >= 19,000 and member <= 100d",
                    "verified and <@&600000000000000070>",
                    "not verified and boosting",
                    "(<@&600000000000000070> and <@&600000000000000020>) or (boosting and <@&600000000000000010>)",
                    "not (member < 2000d or not <@&600000000000000036> or not <@&600000000000000003>)");

    private final long guild;
    private final int members;
    private final Instant now;
    private final Connection admin;

    /** Writes the guild, its members and its rules. */
    Crowd(EmbeddedPostgres postgres, long guild, int members, Instant now) throws SQLException {
        this.guild = guild;
        this.members = members;
        this.now = now;
        this.admin =
                DriverManager.getConnection(
                        postgres.jdbcUrl(), EmbeddedPostgres.USER, postgres.password());
        execute("set search_path = roles");
        execute(MEMBERS.formatted(guild, FIRST_MEMBER, APART, members - 1, now));
        execute(BALANCES.formatted(guild, FIRST_MEMBER, APART, members - 1));
        execute(ROLES.formatted(guild));
        for (var rule = 1; rule <= CONDITIONS.size(); rule++) {
            rule(rule, 600_000_000_000_000_100L + rule, CONDITIONS.get(rule - 1));
        }
        rule(CONDITIONS.size() + 1, REWARD, "<@&%d>".formatted(INTEREST));
        Stream.of("member", "rule_fact_balance").forEach(this::settle);
    }

    static int rules() {
        return CONDITIONS.size();
    }

    /** The id of the member of that number, from 0. */
    static long member(int number) {
        return FIRST_MEMBER + number * APART;
    }

    /** The roles of the member of that number. */
    static List<Long> roles(int number) {
        var roles =
                LongStream.of(number % 7, 10 + number % 11, 30 + number % 31)
                        .mapToObj(role -> FIRST_ROLE + role);
        return (number % 5_000 == 0 ? Stream.concat(roles, Stream.of(FIRST_ROLE + 70)) : roles)
                .toList();
    }

    /** When the member of that number joined. */
    Instant joined(int number) {
        return now.minus(Duration.ofDays(1 + number % 2_000));
    }

    /**
     * Where the jobs are.
     *
     * @param looking how many have members left to look at
     * @param looked at how many members the slowest has looked
     */
    record Progress(int looking, int jobs, long looked) {}

    void startJobs() throws SQLException {
        execute(JOBS.formatted(guild, members, REWARD));
    }

    /** Ends the bench where a job failed. */
    Progress progress() throws SQLException {
        try (var statement = admin.createStatement();
                var row = statement.executeQuery(PROGRESS.formatted(guild))) {
            row.next();
            if (row.getInt(4) > 0) {
                throw new IllegalStateException("a job failed; see the log of roles-service");
            }
            return new Progress(row.getInt(1), row.getInt(2), row.getLong(3));
        }
    }

    long claims() throws SQLException {
        try (var statement = admin.createStatement();
                var row = statement.executeQuery(CLAIMS.formatted(guild))) {
            row.next();
            return row.getLong(1);
        }
    }

    private void rule(int rule, long role, String condition) throws SQLException {
        execute(RULE.formatted(guild, rule, role, condition));
    }

    private void settle(String table) {
        try {
            execute("vacuum analyze " + table);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        admin.close();
    }
}

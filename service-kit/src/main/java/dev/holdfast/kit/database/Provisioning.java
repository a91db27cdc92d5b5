package dev.holdfast.kit.database;

import dev.holdfast.kit.security.Keys;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Makes the database's roles and the service's schema, as often as it is run: the owner who
 * migrates, the service under row-level security, its worker, and the roles of backup and restore.
 */
@Singleton
record Provisioning(DatabaseAddresses addresses, Keys keys, ArchiveRoles archive) {

    static final String OWNER = "holdfast_owner";

    private static final Logger LOG = Logger.getLogger("holdfast.start");
    private static final long LOCK = 0x484f4c44_46415354L;
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final String ROLE = "select from pg_roles where rolname = ?";
    private static final String BYPASSES =
            "select from pg_roles where rolname = ? and rolbypassrls";
    private static final String SCHEMA = "select from pg_namespace where nspname = ?";
    private static final String CREATE_ROLE =
            """
            do $$ begin
                if not exists (select from pg_roles where rolname = '%1$s') then
                    create role %1$s %2$s;
                end if;
            end $$
            """;
    private static final String BYPASS =
            """
            do $$ begin
                if not (select rolbypassrls from pg_roles where rolname = '%1$s') then
                    alter role %1$s bypassrls;
                end if;
            end $$
            """;

    /**
     * Bounds on the server's side: no client, however it dies, holds a row for longer. And plans
     * made once for a connection: every statement finds its rows by guild and key, whatever the
     * values, and planning anew would cost more than executing.
     */
    private static final List<String> BEHAVIOUR =
            List.of(
                    "plan_cache_mode = force_generic_plan",
                    "statement_timeout = '5s'",
                    "lock_timeout = '2s'",
                    "idle_in_transaction_session_timeout = '5s'",
                    "tcp_keepalives_idle = 5",
                    "tcp_keepalives_interval = 2",
                    "tcp_keepalives_count = 2",
                    "tcp_user_timeout = '10s'");

    /** What there is not yet; the rest is done anew each time, to the same effect. */
    List<String> missing(Connection admin) throws SQLException {
        var missing = new ArrayList<String>();
        admin.setAutoCommit(false);
        for (var role : List.of(addresses.service(), addresses.worker())) {
            if (!holds(admin, ROLE, role)) {
                missing.add("role " + role);
            }
        }
        for (var role : List.of(OWNER, ArchiveRoles.BACKUP, ArchiveRoles.RESTORE)) {
            if (!holds(admin, ROLE, role)) {
                missing.add("role %s with BYPASSRLS".formatted(role));
            } else if (!holds(admin, BYPASSES, role)) {
                missing.add("BYPASSRLS for " + role);
            }
        }
        if (!holds(admin, SCHEMA, addresses.service())) {
            missing.add("schema " + addresses.service());
        }
        missing.addAll(archive.missing(admin));
        return missing;
    }

    private static boolean holds(Connection admin, String question, String name)
            throws SQLException {
        try (var statement = admin.prepareStatement(question)) {
            statement.setString(1, name);
            try (var row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** One transaction: two instances that start at once wait for each other. */
    void run(Connection admin) throws SQLException {
        admin.setAutoCommit(false);
        execute(admin, "select pg_advisory_xact_lock(%d)".formatted(LOCK));
        var database = admin.getCatalog();
        execute(admin, "revoke all on database \"%s\" from public".formatted(database));
        role(admin, OWNER, "nologin");
        bypass(admin, OWNER);
        execute(admin, "grant %s to current_user".formatted(OWNER));
        readers(admin, database);
        archive.run(admin, database);
        service(admin, database);
        admin.commit();
        LOG.infof("provisioned roles and schema of %s in %s", addresses.service(), database);
    }

    private void service(Connection admin, String database) throws SQLException {
        var schema = addresses.service();
        execute(admin, "create schema if not exists %s authorization %s".formatted(schema, OWNER));
        for (var role : List.of(schema, addresses.worker())) {
            role(admin, role, "login");
            admin.unwrap(PGConnection.class)
                    .alterUserPassword(role, keys.database(role).toCharArray(), null);
            execute(admin, "grant connect on database \"%s\" to %s".formatted(database, role));
            execute(admin, "grant usage on schema %s to %s".formatted(schema, role));
            execute(admin, "alter role %s set search_path = %s".formatted(role, schema));
            for (var setting : BEHAVIOUR) {
                execute(admin, "alter role %s set %s".formatted(role, setting));
            }
        }
        grantToReaders(admin, schema);
    }

    private void readers(Connection admin, String database) throws SQLException {
        for (var role : ArchiveRoles.ALL) {
            role(admin, role, "nologin");
            bypass(admin, role);
            execute(admin, "grant connect on database \"%s\" to %s".formatted(database, role));
        }
        // A restore compares a snapshot's rows, in temporary tables, with today's.
        execute(
                admin,
                "grant temporary on database \"%s\" to holdfast_restore".formatted(database));
    }

    private static void grantToReaders(Connection admin, String schema) throws SQLException {
        execute(
                admin,
                "grant usage on schema %s to holdfast_backup, holdfast_restore".formatted(schema));
        var defaults =
                "alter default privileges for role %s in schema %s grant ".formatted(OWNER, schema);
        execute(admin, defaults + "select on tables to holdfast_backup");
        execute(admin, defaults + "select, insert, update, delete on tables to holdfast_restore");
        // Those that are there already: an earlier build granted nothing on them.
        for (var grant :
                List.of(
                        "select on %ssequences%s to holdfast_backup",
                        "select, usage, update on %ssequences%s to holdfast_restore")) {
            execute(admin, defaults + grant.formatted("", ""));
            execute(admin, "grant " + grant.formatted("all ", " in schema " + schema));
        }
    }

    private static void role(Connection admin, String role, String login) throws SQLException {
        execute(admin, CREATE_ROLE.formatted(role, login));
    }

    private static void bypass(Connection admin, String role) throws SQLException {
        try {
            execute(admin, BYPASS.formatted(role));
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw new SQLException(
                        ("The role of DATABASE_ADMIN_URL may not grant BYPASSRLS to %s. Run 'alter"
                                        + " role %s bypassrls' as a superuser, or ask your database"
                                        + " provider to, and start again.")
                                .formatted(role, role),
                        e.getSQLState(),
                        e);
            }
            throw e;
        }
    }

    static void execute(Connection admin, String sql) throws SQLException {
        try (var statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}

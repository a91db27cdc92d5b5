package dev.holdfast.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.backup.postgres.Structure.Phase;
import dev.holdfast.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructureTest {

    private static final List<String> SCHEMAS = List.of("one", "Two 2");
    private static final List<String> ROLES =
            List.of("three_worker", "\"Two Reader\"", "one_owner");

    @Test
    void makesOneOfEverythingAnew() throws Exception {
        makesAnew(Releases.eighteen(), Releases.eighteen(), true);
    }

    @Test
    void makesOneOfEverythingAnewOnPostgres15() throws Exception {
        var fifteen = fifteen();
        makesAnew(fifteen, fifteen, true);
    }

    @Test
    void makesOnARelease18WhatWasReadFrom15AndBack() throws Exception {
        makesAnew(fifteen(), Releases.eighteen(), false);
        makesAnew(Releases.eighteen(), fifteen(), false);
    }

    /** Another program's word for it: pg_dump of both databases says the same. */
    @Test
    void pgDumpSeesNoDifference() throws Exception {
        var server = fifteen();
        try (var source = new Scratch(server);
                var copy = new Scratch(server)) {
            source.script(everything());
            make(copy, read(source));
            assertEquals(dump(server, source), dump(server, copy));
        } finally {
            dropRoles(server);
        }
    }

    @Test
    void namesWhatIsMissingTooMuchOrOtherwise() throws Exception {
        try (var source = new Scratch(Releases.eighteen());
                var copy = new Scratch(Releases.eighteen())) {
            source.script(everything());
            var structure = read(source);
            make(copy, structure);
            copy.run("drop policy worker on one.account");
            copy.run("create index more on one.account (kind)");
            copy.run("revoke insert on one.account from three_worker");
            var differences = structure.differences(read(copy), true);
            assertEquals(3, differences.size(), differences::toString);
            assertTrue(
                    differences.getFirst().startsWith("grants on table one.account is another"),
                    differences::toString);
            assertEquals(
                    List.of(
                            "index one.more is too much",
                            "policy worker on one.account is missing"),
                    differences.subList(1, 3));
        } finally {
            dropRoles(Releases.eighteen());
        }
    }

    @Test
    void refusesWhatItCouldNotMakeAnew() throws Exception {
        try (var source = new Scratch(Releases.eighteen())) {
            source.run("create schema one; create table one.parent (x int)");
            source.run("create table one.heir () inherits (one.parent)");
            source.run("create aggregate one.adds (int) (sfunc = int4pl, stype = int)");
            source.run("create rule quiet as on insert to one.parent do instead nothing");
            source.run("create type one.mood as enum ('calm'); create type one.pair as (x int)");
            source.run("create table one.typed (moods one.mood[], pair one.pair, fine one.mood)");
            source.run("create materialized view one.kept as select 1 as x");
            var refused = assertThrows(UnsupportedStructure.class, () -> read(source));
            for (var named :
                    List.of(
                            "one.heir",
                            "one.adds",
                            "quiet",
                            "one.kept",
                            "one.typed.moods",
                            "one.typed.pair")) {
                assertTrue(refused.getMessage().contains(named), refused::getMessage);
            }
            assertFalse(refused.getMessage().contains("one.typed.fine"), refused::getMessage);
        }
    }

    private static EmbeddedPostgres fifteen() {
        var fifteen = Releases.fifteen();
        assumeTrue(
                fifteen.isPresent(),
                "PostgreSQL 15 is not installed: apt-get install postgresql-15");
        return fifteen.orElseThrow();
    }

    private static void makesAnew(EmbeddedPostgres from, EmbeddedPostgres to, boolean words)
            throws Exception {
        try (var source = new Scratch(from)) {
            source.script(everything());
            var structure = Structure.parse(read(source).written());
            if (from != to) {
                dropAfter(source, from);
            }
            try (var copy = new Scratch(to)) {
                make(copy, structure);
                assertEquals(List.of(), structure.differences(read(copy), words));
            }
        } finally {
            dropRoles(from);
            dropRoles(to);
        }
    }

    /** Roles are the server's: those of another server are made by the structure. */
    private static void dropAfter(Scratch source, EmbeddedPostgres server) throws Exception {
        source.close();
        dropRoles(server);
    }

    private static void make(Scratch copy, Structure structure) throws SQLException {
        copy.run("set search_path = ''; set check_function_bodies = off");
        var release = copy.connection().getMetaData().getDatabaseMajorVersion();
        for (var step : structure.steps()) {
            if (step.phase() == Phase.MAINTAINERS && release < Structure.FIRST_WITH_MAINTAINERS) {
                continue;
            }
            copy.run(step.sql().replace(":database", copy.name()));
        }
    }

    private static Structure read(Scratch database) throws SQLException {
        return StructureReader.read(database.connection(), SCHEMAS);
    }

    private static void dropRoles(EmbeddedPostgres server) throws SQLException {
        try (var admin = TestServers.open(server, EmbeddedPostgres.DATABASE);
                var statement = admin.createStatement()) {
            for (var role : ROLES) {
                statement.execute("drop role if exists " + role);
            }
        }
    }

    private static String everything() throws IOException {
        try (var in = StructureTest.class.getResourceAsStream("/postgres/everything.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Without the order of grants and the parentheses, which mean nothing. */
    private static List<String> dump(EmbeddedPostgres server, Scratch database) throws Exception {
        var builder =
                new ProcessBuilder(
                                Releases.FIFTEEN.resolve("bin/pg_dump").toString(),
                                "--schema-only",
                                "--host=127.0.0.1",
                                "--port=" + server.port(),
                                "--username=" + EmbeddedPostgres.USER,
                                database.name())
                        .redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", server.password());
        var process = builder.start();
        var dump = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), dump);
        return dump.lines()
                .filter(line -> !line.startsWith("\\"))
                .map(line -> line.replaceAll("[()]", ""))
                .sorted()
                .toList();
    }

    /** A database of its own. */
    private static final class Scratch implements AutoCloseable {

        private static int made;

        private final EmbeddedPostgres server;
        private final String name = "structure_" + made++;
        private final Connection connection;

        Scratch(EmbeddedPostgres server) throws SQLException {
            this.server = server;
            admin("create database %s template template0 encoding 'UTF8'".formatted(name));
            this.connection = open(name);
        }

        String name() {
            return name;
        }

        Connection connection() {
            return connection;
        }

        void run(String sql) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute("reset role");
                statement.execute(sql);
            }
        }

        /** In the parts that it is divided into. */
        void script(String sql) throws SQLException {
            try (var statement = connection.createStatement()) {
                for (var part : sql.split("(?m)^-- next.*$", -1)) {
                    statement.execute(part);
                }
                statement.execute("reset role");
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
            admin("drop database if exists %s with (force)".formatted(name));
        }

        private void admin(String sql) throws SQLException {
            try (var admin = open(EmbeddedPostgres.DATABASE);
                    var statement = admin.createStatement()) {
                statement.execute(sql);
            }
        }

        private Connection open(String database) throws SQLException {
            return TestServers.open(server, database);
        }
    }
}

package dev.holdfast.kit.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.command.BotResource;
import dev.holdfast.kit.protocol.DataTable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * What each PostgreSQL role may do in the service's schema is what its committed {@code rights.txt}
 * says, line by line: tables, columns, functions and policies. After a change that is meant, run
 * the test once with {@code -Drights.update=true} and commit the files.
 */
@NullUnmarked // the container fills the field
public abstract class RightsContract {

    private static final Path COMMITTED = Path.of("rights.txt");
    private static final Path TABLES = Path.of("tables.txt");
    private static final String RIGHTS =
            """
            with granted as (
                select c.relname as what, a.grantee, lower(a.privilege_type) as may, null::text as part
                from pg_class c, aclexplode(c.relacl) a
                where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
                  and not c.relispartition and a.grantee <> c.relowner
                union all
                select c.relname, a.grantee, lower(a.privilege_type), t.attname
                from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a
                where c.relnamespace = current_schema()::regnamespace and not c.relispartition
                  and a.grantee <> c.relowner
                union all
                select p.proname || '()', a.grantee, 'execute, with its owner''s rights', null
                from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                where p.pronamespace = current_schema()::regnamespace and p.prosecdef and a.grantee <> p.proowner
            )
            , by_kind as (
                select coalesce(r.rolname, 'everybody') as who, what,
                    may || coalesce(' (' || string_agg(part, ', ' order by part) || ')', '') as may
                from granted left join pg_roles r on r.oid = grantee
                group by r.rolname, may, what
            )
            select who || ' may ' || string_agg(may, ', ' order by may) || ': ' || what from by_kind group by who, what
            union all
            select array_to_string(roles, ', ') || ' ' || lower(cmd) || ' of ' || tablename || ': using ' || coalesce(qual, 'all')
                || ', check ' || coalesce(with_check, 'as using')
            from pg_policies p join pg_class c on c.oid = format('%I.%I', p.schemaname, p.tablename)::regclass
            where p.schemaname = current_schema() and not c.relispartition
            order by 1
            """;

    @ConfigProperty(name = "quarkus.application.name")
    String service;

    @Inject BotResource bot;

    @Test
    void eachRoleMayDoWhatTheCommittedFileSaysAndNoMore() throws IOException {
        var now = String.join("\n", new Admin(service).list(RIGHTS, String.class)) + "\n";
        if (Boolean.getBoolean("rights.update")) {
            Files.writeString(COMMITTED, now);
        }
        assertEquals(Files.readString(COMMITTED), now, "run once with -Drights.update=true");
    }

    /**
     * What a restore does with each table, in the committed {@code tables.txt}: backup-service's
     * tests restore every table that stands there as one that comes back.
     */
    @Test
    void theDataMapIsWhatTheCommittedFileSays() throws IOException {
        var now =
                bot.data().stream()
                        .map(RightsContract::line)
                        .sorted()
                        .collect(Collectors.joining("\n", "", "\n"));
        if (Boolean.getBoolean("rights.update")) {
            Files.writeString(TABLES, now);
        }
        assertEquals(Files.readString(TABLES), now, "run once with -Drights.update=true");
    }

    private static String line(DataTable table) {
        return Stream.of(
                        table.feature(),
                        table.table(),
                        table.guildColumn(),
                        table.userColumn(),
                        table.writtenColumn(),
                        table.onRestore())
                .map(each -> Objects.toString(each, "-"))
                .collect(Collectors.joining(" "));
    }

    @Test
    void nobodyMayDoWhatIsOnlyTheOwnersAndReadersWriteNothing() {
        var lines = new Admin(service).list(RIGHTS, String.class);
        assertEquals(List.of(), lines.stream().filter(it -> it.startsWith("everybody")).toList());
        assertEquals(
                List.of(),
                lines.stream()
                        .filter(it -> it.startsWith("holdfast_backup may"))
                        .filter(it -> !it.startsWith("holdfast_backup may select: "))
                        .toList());
    }
}

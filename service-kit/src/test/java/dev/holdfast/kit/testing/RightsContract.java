package dev.holdfast.kit.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * Issue 10, fault 23: what each PostgreSQL role may do in the service's schema is what its
 * committed {@code rights.txt} says, line by line: tables, columns, functions and policies. After a
 * change that is meant, run the test once with {@code -Drights.update=true} and commit the file.
 */
@NullUnmarked // the container fills the field
public abstract class RightsContract {

    private static final Path COMMITTED = Path.of("rights.txt");
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

    @Test
    void eachRoleMayDoWhatTheCommittedFileSaysAndNoMore() throws IOException {
        var now = String.join("\n", new Admin(service).list(RIGHTS, String.class)) + "\n";
        if (Boolean.getBoolean("rights.update")) {
            Files.writeString(COMMITTED, now);
        }
        assertEquals(Files.readString(COMMITTED), now, "run once with -Drights.update=true");
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

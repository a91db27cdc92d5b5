package dev.holdfast.kit.database;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Checks in PostgreSQL's system catalog that the schema isolates guilds: row-level security,
 * policies, keys, views and functions.
 */
public final class RowSecurityCheck {

    private static final String FAULTS =
            """
            with tables as (
                select c.oid, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.relispartition, c.reloptions
                from pg_class c
                where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
            ), guild_tables as (
                select t.*, a.attnum as guild_column from tables t
                join pg_attribute a on a.attrelid = t.oid and a.attname = 'guild_id' and not a.attisdropped
                where t.relkind in ('r', 'p')
            )
            select relname || ' has no row-level security: select protect(''' || relname || ''')' as fault
            from guild_tables where not relrowsecurity
            union all
            select relname || ' does not force row-level security on its owner'
            from guild_tables where not relforcerowsecurity
            union all
            select relname || ' has no policy for guilds'
            from guild_tables t
            where not exists (
                select from pg_policy p
                where p.polrelid = t.oid and pg_get_expr(p.polqual, p.polrelid) = '(guild_id = app_guild())'
                  and pg_get_expr(p.polwithcheck, p.polrelid) = '(guild_id = app_guild())')
            union all
            select t.relname || ' has a policy for the service that is not its guild''s: ' || p.polname
            from guild_tables t join pg_policy p on p.polrelid = t.oid
            where pg_get_expr(p.polqual, p.polrelid) is distinct from '(guild_id = app_guild())'
              and (p.polroles = '{0}' or current_user::regrole::oid = any (p.polroles))
            union all
            select t.relname || ': ' || i.indexrelid::regclass || ' is unique and does not lead with guild_id'
            from guild_tables t join pg_index i on i.indrelid = t.oid
            where i.indisunique and i.indkey[0] <> t.guild_column
            union all
            select t.relname || ': foreign key ' || k.conname || ' does not lead with guild_id'
            from guild_tables t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
            where k.conkey[1] <> t.guild_column
            union all
            select relname || ' is a view with its owner''s rights: make it with (security_invoker = true)'
            from tables where relkind = 'v' and not coalesce('security_invoker=true' = any (reloptions), false)
            union all
            select relname || ' is a materialized view, which row-level security cannot protect'
            from tables where relkind = 'm'
            union all
            select rolname || ' may bypass row-level security' from pg_roles
            where rolname = current_user and (rolbypassrls or rolsuper)
            union all
            select t.relname || ' belongs to the service itself, who could switch its policies off'
            from tables t join pg_class c on c.oid = t.oid where pg_get_userbyid(c.relowner) = current_user
            union all
            select p.oid::regprocedure || ' runs with its owner''s rights and finds names elsewhere: set search_path = '
                || current_schema() || ', pg_temp'
            from pg_proc p
            where p.pronamespace = current_schema()::regnamespace and p.prosecdef
              and not coalesce(p.proconfig @> array['search_path=' || current_schema() || ', pg_temp'], false)
            union all
            select p.oid::regprocedure || ' runs with its owner''s rights for everybody: revoke execute on it from public'
            from pg_proc p
            where p.pronamespace = current_schema()::regnamespace and p.prosecdef
              and has_function_privilege('public', p.oid, 'execute')
            order by 1
            """;
    private static final String TABLES =
            """
            select relname from pg_class
            where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
            order by relname
            """;

    private RowSecurityCheck() {}

    /** What breaks the isolation of guilds, a sentence each; seen as the service's role. */
    public static List<String> faults(Handle service) {
        return service.createQuery(FAULTS).mapTo(String.class).list();
    }

    /** The schema's tables, partitions left out. */
    public static List<String> tables(Handle service) {
        return service.createQuery(TABLES).mapTo(String.class).list();
    }
}

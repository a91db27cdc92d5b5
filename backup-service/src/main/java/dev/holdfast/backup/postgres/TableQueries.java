package dev.holdfast.backup.postgres;

/**
 * How tables are made, and what is made on them once they hold their rows. Each query takes the
 * schemas and answers {@code object, on_table, sql}.
 */
final class TableQueries {

    /** With {@code node}, by which {@link ObjectQueries#DEPENDENCIES} names them. */
    static final String TABLES =
            """
            with scope as (select oid from pg_namespace where nspname = any (?)),
            defined as (
                select c.oid, c.relpersistence, c.reloptions, c.relowner, c.reltoastrelid, c.relkind, (
                    select string_agg(concat(quote_ident(a.attname), ' ', format_type(a.atttypid, a.atttypmod),
                        (select ' collate ' || k.oid::regcollation from pg_collation k, pg_type t
                            where k.oid = a.attcollation and t.oid = a.atttypid and t.typcollation <> k.oid),
                        (select format(' generated always as (%s)', pg_get_expr(d.adbin, d.adrelid)) from pg_attrdef d
                            where d.adrelid = c.oid and d.adnum = a.attnum and a.attgenerated <> ''),
                        case a.attgenerated when 's' then ' stored' when 'v' then ' virtual' end,
                        (select format(' generated %s as identity (sequence name %s start %s increment %s minvalue %s'
                            ' maxvalue %s cache %s %s)', case a.attidentity when 'a' then 'always' else 'by default' end,
                            q.seqrelid::regclass, q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache,
                            case when q.seqcycle then 'cycle' else 'no cycle' end)
                            from pg_depend d join pg_sequence q on q.seqrelid = d.objid
                            where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
                              and d.deptype = 'i' and d.refobjid = c.oid and d.refobjsubid = a.attnum
                              and a.attidentity <> ''),
                        case when a.attnotnull then ' not null' end), ', ' order by a.attnum)
                    from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns, (
                    select string_agg(format(', constraint %I %s', k.conname, pg_get_constraintdef(k.oid)), ''
                        order by k.conname)
                    from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.convalidated) as checks
                from pg_class c join scope s on s.oid = c.relnamespace
                where c.relkind in ('r', 'p') and not exists (select from pg_depend d
                    where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'))
            select 'class:' || t.oid as node, 'table ' || t.oid::regclass as object, t.oid::regclass::text as on_table,
                concat('create ', case t.relpersistence when 'u' then 'unlogged ' end,
                    format('table %s (%s%s)', t.oid::regclass, t.columns, t.checks),
                    case t.relkind when 'p' then ' partition by ' || pg_get_partkeydef(t.oid) end,
                    ' with (' || array_to_string(t.reloptions || (
                        select array_agg('toast.' || one) from pg_class c, unnest(c.reloptions) one
                        where c.oid = t.reltoastrelid), ', ') || ')',
                    format('; alter table %s owner to %I', t.oid::regclass, pg_get_userbyid(t.relowner))) as sql
            from defined t
            order by object
            """;

    static final String PARTITIONS =
            """
            select 'partition ' || c.oid::regclass as object, c.oid::regclass::text as on_table,
                format('alter table only %s attach partition %s %s', i.inhparent::regclass, c.oid::regclass,
                    pg_get_expr(c.relpartbound, c.oid)) as sql
            from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_inherits i on i.inhrelid = c.oid
            where n.nspname = any (?) and c.relkind in ('r', 'p') and c.relispartition
            order by object
            """;

    /**
     * How columns are stored, where that is not what their type says. Options that begin with
     * {@code pg_} are the server's own (Debian's PostgreSQL 15.20 has {@code pg_attver}).
     */
    static final String COLUMNS =
            """
            select format('column %s.%I', c.oid::regclass, a.attname) as object, c.oid::regclass::text as on_table,
                concat_ws('; ',
                    case when a.attstorage <> t.typstorage then format('alter table only %s alter column %I set storage %s',
                        c.oid::regclass, a.attname, case a.attstorage when 'p' then 'plain' when 'e' then 'external'
                            when 'm' then 'main' else 'extended' end) end,
                    case when a.attcompression <> '' then format('alter table only %s alter column %I set compression %s',
                        c.oid::regclass, a.attname, case a.attcompression when 'p' then 'pglz' else 'lz4' end) end,
                    case when a.attstattarget >= 0 then format('alter table only %s alter column %I set statistics %s',
                        c.oid::regclass, a.attname, a.attstattarget) end,
                    format('alter table only %s alter column %I set (', c.oid::regclass, a.attname)
                        || array_to_string(own.options, ', ') || ')') as sql
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            join pg_type t on t.oid = a.atttypid
            cross join lateral (
                select nullif(array(select o from unnest(a.attoptions) o where not starts_with(o, 'pg_')), '{}')
                    as options) own
            where n.nspname = any (?) and c.relkind in ('r', 'p')
              and (a.attstorage <> t.typstorage or a.attcompression <> '' or a.attstattarget >= 0
                or own.options is not null)
            order by object
            """;

    static final String KEYS =
            """
            select format('key %I on %s', k.conname, c.oid::regclass) as object, c.oid::regclass::text as on_table,
                concat(format('alter table only %s add constraint %I %s', c.oid::regclass, k.conname,
                    pg_get_constraintdef(k.oid)),
                    case when i.indisclustered then format('; alter table only %s cluster on %I', c.oid::regclass,
                        k.conname) end) as sql
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_index i on i.indexrelid = k.conindid
            where n.nspname = any (?) and k.contype in ('p', 'u', 'x')
            order by c.relispartition desc, c.relpages desc, k.contype = 'p' desc, object
            """;

    static final String INDEXES =
            """
            select format('index %s', i.indexrelid::regclass) as object, c.oid::regclass::text as on_table,
                concat(pg_get_indexdef(i.indexrelid),
                    case when i.indisclustered then format('; alter table only %s cluster on %I', c.oid::regclass,
                        x.relname) end) as sql
            from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_class x on x.oid = i.indexrelid
            where n.nspname = any (?) and c.relkind in ('r', 'p') and not exists (
                select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
            order by c.relispartition desc, c.relpages desc, object
            """;

    static final String INDEX_PARTITIONS =
            """
            select 'index partition ' || h.inhrelid::regclass as object, '' as on_table,
                format('alter index %s attach partition %s', h.inhparent::regclass, h.inhrelid::regclass) as sql
            from pg_inherits h join pg_class c on c.oid = h.inhrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (?) and c.relkind in ('i', 'I')
            order by object
            """;

    static final String STATISTICS =
            """
            select format('statistics %I.%I', n.nspname, x.stxname) as object, x.stxrelid::regclass::text as on_table,
                concat(pg_get_statisticsobjdef(x.oid), format('; alter statistics %I.%I owner to %I', n.nspname, x.stxname,
                    pg_get_userbyid(x.stxowner))) as sql
            from pg_statistic_ext x join pg_namespace n on n.oid = x.stxnamespace
            where n.nspname = any (?)
            order by object
            """;

    /** Those of partitions come with their parents'. */
    static final String FOREIGN_KEYS =
            """
            select format('foreign key %I on %s', k.conname, c.oid::regclass) as object, c.oid::regclass::text as on_table,
                format('alter table %s%s add constraint %I %s', case c.relkind when 'p' then '' else 'only ' end,
                    c.oid::regclass, k.conname, pg_get_constraintdef(k.oid)) as sql
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (?) and k.contype = 'f' and k.conparentid = 0
            order by c.relpages desc, object
            """;

    /** Checks that are not held against the rows that there are; they are not here either. */
    static final String LATE_CHECKS =
            """
            select format('check %I on %s', k.conname, c.oid::regclass) as object, c.oid::regclass::text as on_table,
                format('alter table only %s add constraint %I %s', c.oid::regclass, k.conname,
                    pg_get_constraintdef(k.oid)) as sql
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (?) and k.contype = 'c' and not k.convalidated
            order by object
            """;

    static final String REPLICA_IDENTITIES =
            """
            select 'replica identity of ' || c.oid::regclass as object, c.oid::regclass::text as on_table,
                format('alter table only %s replica identity %s', c.oid::regclass, case c.relreplident
                    when 'f' then 'full' when 'n' then 'nothing' else (select format('using index %I', x.relname)
                        from pg_index i join pg_class x on x.oid = i.indexrelid
                        where i.indrelid = c.oid and i.indisreplident) end) as sql
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (?) and c.relkind in ('r', 'p') and c.relreplident <> 'd'
            order by object
            """;

    static final String OWNED_SEQUENCES =
            """
            select 'owned sequence ' || c.oid::regclass as object, d.refobjid::regclass::text as on_table,
                format('alter sequence %s owned by %s.%I', c.oid::regclass, d.refobjid::regclass, a.attname) as sql
            from pg_depend d join pg_class c on c.oid = d.objid and c.relkind = 'S'
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
            where n.nspname = any (?) and d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
              and d.deptype = 'a'
            order by object
            """;

    /** Those of partitions come with their parents'. */
    static final String TRIGGERS =
            """
            select format('trigger %I on %s', t.tgname, t.tgrelid::regclass) as object, t.tgrelid::regclass::text as on_table,
                concat(pg_get_triggerdef(t.oid), case t.tgenabled when 'O' then '' else format(
                    '; alter table only %s %s trigger %I', t.tgrelid::regclass, case t.tgenabled when 'D' then 'disable'
                    when 'R' then 'enable replica' else 'enable always' end, t.tgname) end) as sql
            from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (?) and not t.tgisinternal and t.tgparentid = 0
            order by object
            """;

    static final String COMMENTS =
            """
            with scope as (select oid from pg_namespace where nspname = any (?)),
            said (target, on_table, words) as (
                select format('schema %I', n.nspname), '', obj_description(n.oid, 'pg_namespace')
                from pg_namespace n join scope s on s.oid = n.oid
                union all
                select format('%s %s', case c.relkind when 'v' then 'view' when 'S'
                    then 'sequence' when 'i' then 'index' when 'I' then 'index' when 'c' then 'type' else 'table' end,
                    c.oid::regclass), '', obj_description(c.oid, 'pg_class')
                from pg_class c join scope s on s.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'S', 'i', 'I', 'c')
                union all
                select format('column %s.%I', c.oid::regclass, a.attname), c.oid::regclass::text, col_description(c.oid, a.attnum)
                from pg_class c join scope s on s.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
                where c.relkind in ('r', 'p', 'v', 'c')
                union all
                select format('routine %s', p.oid::regprocedure), '', obj_description(p.oid, 'pg_proc')
                from pg_proc p join scope s on s.oid = p.pronamespace
                union all
                select format('type %s', t.oid::regtype), '', obj_description(t.oid, 'pg_type')
                from pg_type t join scope s on s.oid = t.typnamespace
                union all
                select format('constraint %I on %s%s', k.conname, case when k.conrelid = 0 then 'domain ' else '' end,
                    case when k.conrelid = 0 then k.contypid::regtype::text else k.conrelid::regclass::text end), '',
                    obj_description(k.oid, 'pg_constraint')
                from pg_constraint k join scope s on s.oid = k.connamespace
                union all
                select format('trigger %I on %s', t.tgname, t.tgrelid::regclass), t.tgrelid::regclass::text,
                    obj_description(t.oid, 'pg_trigger')
                from pg_trigger t join pg_class c on c.oid = t.tgrelid join scope s on s.oid = c.relnamespace
                union all
                select format('policy %I on %s', p.polname, p.polrelid::regclass), p.polrelid::regclass::text,
                    obj_description(p.oid, 'pg_policy')
                from pg_policy p join pg_class c on c.oid = p.polrelid join scope s on s.oid = c.relnamespace)
            select 'comment on ' || target as object, on_table, format('comment on %s is %L', target, words) as sql
            from said where words is not null
            order by target
            """;

    private TableQueries() {}
}

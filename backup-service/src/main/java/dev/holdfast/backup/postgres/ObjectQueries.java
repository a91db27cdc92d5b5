package dev.holdfast.backup.postgres;

/**
 * How schemas, types, sequences, functions and views are made. Each query takes the schemas and
 * answers {@code object, on_table, sql}.
 */
final class ObjectQueries {

    static final String EXTENSIONS =
            """
            select 'extension ' || e.extname as object, '' as on_table,
                format('create extension if not exists %I with schema %I', e.extname, n.nspname) as sql
            from pg_extension e join pg_namespace n on n.oid = e.extnamespace
            where e.extname <> 'plpgsql' and ?::text[] is not null
            order by e.extname
            """;

    static final String SCHEMAS =
            """
            select 'schema ' || quote_ident(n.nspname) as object, '' as on_table,
                format('create schema %I authorization %I', n.nspname, pg_get_userbyid(n.nspowner)) as sql
            from pg_namespace n where n.nspname = any (?)
            order by n.nspname
            """;

    /** With {@code node}, by which {@link #DEPENDENCIES} names them. */
    static final String OBJECTS =
            """
            with scope as (select oid, nspname from pg_namespace where nspname = any (?)),
            foreign_members as (select classid, objid from pg_depend where deptype = 'e')
            select 1 as rank, 'type:' || t.oid as node, 'type ' || t.oid::regtype as object, '' as on_table,
                format('create type %s as enum (%s); alter type %1$s owner to %3$I', t.oid::regtype,
                    (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e
                        where e.enumtypid = t.oid), pg_get_userbyid(t.typowner)) as sql
            from pg_type t join scope s on s.oid = t.typnamespace
            where t.typtype = 'e' and not exists (
                select from foreign_members m where m.classid = 'pg_type'::regclass and m.objid = t.oid)
            union all
            select 1, 'type:' || t.oid, 'domain ' || t.oid::regtype, '',
                concat(format('create domain %s as %s', t.oid::regtype, format_type(t.typbasetype, t.typtypmod)),
                    (select ' collate ' || c.oid::regcollation from pg_collation c, pg_type base
                        where c.oid = t.typcollation and base.oid = t.typbasetype and base.typcollation <> c.oid),
                    ' default ' || t.typdefault, case when t.typnotnull then ' not null' end,
                    (select string_agg(format(' constraint %I %s', k.conname, pg_get_constraintdef(k.oid)), ''
                        order by k.conname) from pg_constraint k where k.contypid = t.oid and k.contype = 'c'),
                    format('; alter domain %s owner to %I', t.oid::regtype, pg_get_userbyid(t.typowner)))
            from pg_type t join scope s on s.oid = t.typnamespace
            where t.typtype = 'd' and not exists (
                select from foreign_members m where m.classid = 'pg_type'::regclass and m.objid = t.oid)
            union all
            select 1, 'class:' || c.oid, 'type ' || c.reltype::regtype, '',
                format('create type %s as (%s); alter type %1$s owner to %3$I', c.reltype::regtype,
                    (select string_agg(concat(quote_ident(a.attname), ' ', format_type(a.atttypid, a.atttypmod),
                        (select ' collate ' || k.oid::regcollation from pg_collation k, pg_type b
                            where k.oid = a.attcollation and b.oid = a.atttypid and b.typcollation <> k.oid)),
                        ', ' order by a.attnum)
                        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
                    pg_get_userbyid(c.relowner))
            from pg_class c join scope s on s.oid = c.relnamespace
            where c.relkind = 'c' and not exists (
                select from foreign_members m where m.classid = 'pg_class'::regclass and m.objid = c.oid)
            union all
            select 2, 'class:' || c.oid, 'sequence ' || c.oid::regclass, '',
                concat('create ', case when c.relpersistence = 'u' then 'unlogged ' end,
                    format('sequence %s as %s start %s increment %s minvalue %s maxvalue %s cache %s %s',
                        c.oid::regclass, q.seqtypid::regtype, q.seqstart, q.seqincrement, q.seqmin, q.seqmax,
                        q.seqcache, case when q.seqcycle then 'cycle' else 'no cycle' end),
                    format('; alter sequence %s owner to %I', c.oid::regclass, pg_get_userbyid(c.relowner)))
            from pg_class c join scope s on s.oid = c.relnamespace join pg_sequence q on q.seqrelid = c.oid
            where not exists (select from pg_depend d
                where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('i', 'e'))
            union all
            select 3, 'function:' || p.oid, 'function ' || p.oid::regprocedure, '',
                rtrim(pg_get_functiondef(p.oid), E'\\n ')
            from pg_proc p join scope s on s.oid = p.pronamespace
            where p.prokind in ('f', 'p', 'w') and not exists (
                select from foreign_members m where m.classid = 'pg_proc'::regclass and m.objid = p.oid)
            union all
            select 5, 'class:' || c.oid, 'view ' || c.oid::regclass, '',
                concat(format('create view %s', c.oid::regclass),
                    ' with (' || array_to_string(c.reloptions, ', ') || ')',
                    format(' as %s', rtrim(pg_get_viewdef(c.oid), ';')),
                    format('; alter table %s owner to %I', c.oid::regclass, pg_get_userbyid(c.relowner)))
            from pg_class c join scope s on s.oid = c.relnamespace
            where c.relkind = 'v' and not exists (
                select from foreign_members m where m.classid = 'pg_class'::regclass and m.objid = c.oid)
            union all
            select 6, 'default:' || d.oid, format('default %s.%I', d.adrelid::regclass, a.attname), d.adrelid::regclass::text,
                format('alter table only %s alter column %I set default %s', d.adrelid::regclass, a.attname,
                    pg_get_expr(d.adbin, d.adrelid))
            from pg_attrdef d join pg_class c on c.oid = d.adrelid join scope s on s.oid = c.relnamespace
            join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum and a.attgenerated = ''
            order by rank, object
            """;

    /** Apart from the functions, whose bodies may have several statements of their own. */
    static final String FUNCTION_OWNERS =
            """
            select 'owner of function ' || p.oid::regprocedure as object, '' as on_table,
                format('alter routine %s owner to %I', p.oid::regprocedure, pg_get_userbyid(p.proowner)) as sql
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = any (?) and p.prokind in ('f', 'p', 'w') and not exists (
                select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
            order by object
            """;

    /** Which node is made from which; names are those of a table's default, check or rule too. */
    static final String DEPENDENCIES =
            """
            with scope as (select oid from pg_namespace where nspname = any (?)),
            alias (classid, objid, node) as (
                select 'pg_class'::regclass, c.oid, 'class:' || c.oid
                from pg_class c join scope s on s.oid = c.relnamespace
                union all
                select 'pg_type'::regclass, t.oid,
                    case when t.typrelid <> 0 then 'class:' || t.typrelid else 'type:' || t.oid end
                from pg_type t join scope s on s.oid = t.typnamespace
                where not exists (select from pg_type e where e.typarray = t.oid)
                union all
                select 'pg_type'::regclass, e.typarray,
                    case when e.typrelid <> 0 then 'class:' || e.typrelid else 'type:' || e.oid end
                from pg_type e join scope s on s.oid = e.typnamespace where e.typarray <> 0
                union all
                select 'pg_proc'::regclass, p.oid, 'function:' || p.oid
                from pg_proc p join scope s on s.oid = p.pronamespace
                union all
                select 'pg_attrdef'::regclass, d.oid,
                    case a.attgenerated when '' then 'default:' || d.oid else 'class:' || d.adrelid end
                from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
                union all
                select 'pg_constraint'::regclass, k.oid,
                    case when k.conrelid <> 0 then 'class:' || k.conrelid else 'type:' || k.contypid end
                from pg_constraint k where k.contype = 'c' and k.convalidated
                union all
                select 'pg_rewrite'::regclass, r.oid, 'class:' || r.ev_class
                from pg_rewrite r where r.rulename = '_RETURN')
            select distinct one.node, other.node
            from pg_depend d
            join alias one on one.classid = d.classid and one.objid = d.objid
            join alias other on other.classid = d.refclassid and other.objid = d.refobjid
            where one.node <> other.node
              -- Who owns a sequence or a partition is said later.
              and not (d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i'))
              and not (d.classid = 'pg_class'::regclass and d.deptype in ('P', 'S'))
            order by 1, 2
            """;

    private ObjectQueries() {}
}

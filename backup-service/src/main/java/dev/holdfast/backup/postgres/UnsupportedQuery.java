package dev.holdfast.backup.postgres;

/** What a {@link Structure} cannot make anew. */
final class UnsupportedQuery {

    static final String SQL =
            """
            with scope as (select oid from pg_namespace where nspname = any (?)),
            found (classid, objid, what) as (
                select 'pg_class'::regclass, c.oid, 'foreign table ' || c.oid::regclass
                from pg_class c join scope s on s.oid = c.relnamespace where c.relkind = 'f'
                union all
                select 'pg_class'::regclass, c.oid, 'materialized view ' || c.oid::regclass
                from pg_class c join scope s on s.oid = c.relnamespace where c.relkind = 'm'
                union all
                select 'pg_class'::regclass, c.oid, 'inheriting table ' || c.oid::regclass
                from pg_class c join scope s on s.oid = c.relnamespace join pg_inherits i on i.inhrelid = c.oid
                where c.relkind in ('r', 'p') and not c.relispartition
                union all
                select 'pg_class'::regclass, c.oid, 'table of a type ' || c.oid::regclass
                from pg_class c join scope s on s.oid = c.relnamespace where c.reloftype <> 0
                union all
                -- Their binary form holds numbers of types, which are others in another database.
                select 'pg_class'::regclass, c.oid, format('column %s.%I of %s', c.oid::regclass, a.attname,
                    format_type(a.atttypid, a.atttypmod))
                from pg_class c join scope s on s.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
                join pg_type t on t.oid = a.atttypid
                left join pg_type base on base.oid = t.typbasetype
                where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
                  and (coalesce(base.typtype, t.typtype) = 'c' or coalesce(base.typelem, t.typelem) >= 16384)
                union all
                select 'pg_type'::regclass, t.oid, 'type ' || t.oid::regtype
                from pg_type t join scope s on s.oid = t.typnamespace
                where t.typtype not in ('c', 'd', 'e')
                  and not exists (select from pg_type e where e.typarray = t.oid)
                union all
                select 'pg_proc'::regclass, p.oid, 'aggregate ' || p.oid::regprocedure
                from pg_proc p join scope s on s.oid = p.pronamespace where p.prokind = 'a'
                union all
                select 'pg_operator'::regclass, o.oid, 'operator ' || o.oid::regoperator
                from pg_operator o join scope s on s.oid = o.oprnamespace
                union all
                select 'pg_opclass'::regclass, o.oid, 'operator class ' || o.opcname
                from pg_opclass o join scope s on s.oid = o.opcnamespace
                union all
                select 'pg_opfamily'::regclass, o.oid, 'operator family ' || o.opfname
                from pg_opfamily o join scope s on s.oid = o.opfnamespace
                union all
                select 'pg_collation'::regclass, c.oid, 'collation ' || c.collname
                from pg_collation c join scope s on s.oid = c.collnamespace
                union all
                select 'pg_conversion'::regclass, c.oid, 'conversion ' || c.conname
                from pg_conversion c join scope s on s.oid = c.connamespace
                union all
                select 'pg_ts_config'::regclass, c.oid, 'text search configuration ' || c.cfgname
                from pg_ts_config c join scope s on s.oid = c.cfgnamespace
                union all
                select 'pg_ts_dict'::regclass, c.oid, 'text search dictionary ' || c.dictname
                from pg_ts_dict c join scope s on s.oid = c.dictnamespace
                union all
                select 'pg_rewrite'::regclass, r.oid, format('rule %I on %s', r.rulename, r.ev_class::regclass)
                from pg_rewrite r join pg_class c on c.oid = r.ev_class join scope s on s.oid = c.relnamespace
                where r.rulename <> '_RETURN'
                union all
                select 'pg_rewrite'::regclass, r.oid, format('view %s, which groups by a key', r.ev_class::regclass)
                from pg_rewrite r join pg_class c on c.oid = r.ev_class join scope s on s.oid = c.relnamespace
                where exists (select from pg_depend d where d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
                    and d.refclassid = 'pg_constraint'::regclass)
                union all
                select 'pg_trigger'::regclass, t.oid, format('trigger %I on %s, set otherwise on a partition',
                    t.tgname, t.tgrelid::regclass)
                from pg_trigger t join pg_trigger p on p.oid = t.tgparentid join pg_class c on c.oid = t.tgrelid
                join scope s on s.oid = c.relnamespace
                where t.tgenabled <> p.tgenabled and not t.tgisinternal)
            select what from found
            where not exists (select from pg_depend d
                where d.classid = found.classid and d.objid = found.objid and d.deptype = 'e')
            order by what
            """;

    private UnsupportedQuery() {}
}

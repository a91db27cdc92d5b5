package dev.holdfast.backup.postgres;

/**
 * Who may do what. Each query takes the schemas and answers {@code object, on_table, sql}. A role
 * that has all rights is granted {@code all}: releases of PostgreSQL know different ones.
 */
final class AccessQueries {

    static final String POLICIES =
            """
            select format('policy %I on %s', p.polname, p.polrelid::regclass) as object, p.polrelid::regclass::text as on_table,
                concat(format('create policy %I on %s', p.polname, p.polrelid::regclass),
                    case when not p.polpermissive then ' as restrictive' end,
                    case p.polcmd when 'r' then ' for select' when 'a' then ' for insert' when 'w' then ' for update'
                        when 'd' then ' for delete' end,
                    ' to ' || (select string_agg(case one when 0 then 'public' else quote_ident(pg_get_userbyid(one)) end,
                        ', ' order by case one when 0 then '' else pg_get_userbyid(one) end) from unnest(p.polroles) one),
                    ' using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
                    ' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')') as sql
            from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (?)
            order by object
            """;

    static final String ROW_SECURITY =
            """
            select 'row security of ' || c.oid::regclass as object, c.oid::regclass::text as on_table,
                concat_ws('; ',
                    case when c.relrowsecurity then format('alter table %s enable row level security', c.oid::regclass) end,
                    case when c.relforcerowsecurity then format('alter table %s force row level security',
                        c.oid::regclass) end) as sql
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (?) and c.relkind in ('r', 'p') and (c.relrowsecurity or c.relforcerowsecurity)
            order by object
            """;

    static final String GRANTS =
            """
            with scope as (select oid from pg_namespace where nspname = any (?)),
            protected (target, on_table, owner, acl, all_rights) as (
                select format('schema %I', n.nspname), '', n.nspowner, n.nspacl, acldefault('n', n.nspowner)
                from pg_namespace n join scope s on s.oid = n.oid
                union all
                select format('%s %s', case c.relkind when 'S' then 'sequence' else 'table' end, c.oid::regclass),
                    c.oid::regclass::text, c.relowner, c.relacl,
                    acldefault(case c.relkind when 'S' then 's'::"char" else 'r' end, c.relowner)
                from pg_class c join scope s on s.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'S')
                union all
                select format('routine %s', p.oid::regprocedure), '', p.proowner, p.proacl, acldefault('f', p.proowner)
                from pg_proc p join scope s on s.oid = p.pronamespace
                union all
                select format('%s %s', case t.typtype when 'd' then 'domain' else 'type' end, t.oid::regtype), '',
                    t.typowner, t.typacl, acldefault('T', t.typowner)
                from pg_type t join scope s on s.oid = t.typnamespace),
            granted as (
                select p.target, a.grantee, a.is_grantable,
                    string_agg(a.privilege_type, ', ' order by a.privilege_type)
                        filter (where a.privilege_type <> 'MAINTAIN') as rights,
                    count(*) = min((select count(*) from aclexplode(p.all_rights) o where o.grantee = p.owner)) as whole
                from protected p, aclexplode(p.acl) a
                group by p.target, a.grantee, a.is_grantable)
            select 'grants on ' || p.target as object, p.on_table,
                concat(format('revoke all on %s from public, %I', p.target, pg_get_userbyid(p.owner)),
                    (select string_agg(format('; grant %s on %s to %s%s', case when g.whole then 'all' else g.rights end,
                        g.target, case g.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end,
                        case when g.is_grantable then ' with grant option' else '' end), ''
                        order by case g.grantee when 0 then '' else pg_get_userbyid(g.grantee) end, g.is_grantable)
                    from granted g where g.target = p.target and (g.whole or g.rights is not null))) as sql
            from protected p where p.acl is not null
            order by object
            """;

    /** A right that releases before 17 do not know, of those who have not all rights. */
    static final String MAINTAINERS =
            """
            select 'maintainers of ' || c.oid::regclass as object, c.oid::regclass::text as on_table,
                string_agg(format('grant maintain on table %s to %s%s', c.oid::regclass,
                    case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end,
                    case when a.is_grantable then ' with grant option' else '' end), '; ' order by a.grantee) as sql
            from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
            where n.nspname = any (?) and c.relkind in ('r', 'p', 'v') and a.privilege_type = 'MAINTAIN'
              and (select count(*) from aclexplode(c.relacl) one
                    where one.grantee = a.grantee and one.is_grantable = a.is_grantable)
                < (select count(*) from aclexplode(acldefault('r', c.relowner)) one where one.grantee = c.relowner)
            group by c.oid
            order by object
            """;

    static final String COLUMN_GRANTS =
            """
            with granted as (
                select c.oid, a.attname, x.grantee, x.privilege_type, x.is_grantable
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid and not a.attisdropped,
                aclexplode(a.attacl) x
                where n.nspname = any (?))
            select format('grants on columns of %s to %s', oid::regclass,
                    case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end) as object,
                oid::regclass::text as on_table,
                string_agg(format('grant %s on %s to %s%s', rights, oid::regclass,
                    case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end,
                    case when is_grantable then ' with grant option' else '' end), '; ' order by is_grantable) as sql
            from (
                select oid, grantee, is_grantable, string_agg(format('%s (%I)', privilege_type, attname), ', '
                    order by privilege_type, attname) as rights
                from granted group by oid, grantee, is_grantable) each
            group by oid, grantee
            order by object
            """;

    /** What the owner's next tables grant; last, since it would add to what is made here. */
    static final String DEFAULTS =
            """
            select format('default %s of %I in %I', kind, pg_get_userbyid(d.defaclrole), n.nspname) as object, '' as on_table,
                string_agg(format('alter default privileges for role %I in schema %I grant %s on %s to %s%s',
                    pg_get_userbyid(d.defaclrole), n.nspname, rights, kind,
                    case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end,
                    case when is_grantable then ' with grant option' else '' end), '; '
                    order by case grantee when 0 then '' else pg_get_userbyid(grantee) end, is_grantable) as sql
            from pg_default_acl d join pg_namespace n on n.oid = d.defaclnamespace
            cross join lateral (select case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences'
                when 'f' then 'functions' when 'T' then 'types' end) kinds (kind)
            cross join lateral (
                select grantee, is_grantable, string_agg(privilege_type, ', ' order by privilege_type) as rights
                from aclexplode(d.defaclacl) group by grantee, is_grantable) each
            where n.nspname = any (?)
            group by d.defaclrole, n.nspname, kind
            order by object
            """;

    private AccessQueries() {}
}

package dev.holdfast.backup.postgres;

/** The roles that the schemas name, and who may connect. Each query takes the schemas. */
final class RoleQueries {

    /**
     * Roles that own something, are granted something or are named by a policy; without passwords,
     * which provisioning sets. A role that there is stays as it is.
     */
    static final String ROLES =
            """
            with scope as (select oid from pg_namespace where nspname = any (?)),
            classes as (select c.* from pg_class c join scope s on s.oid = c.relnamespace),
            named (role) as (
                select n.nspowner from pg_namespace n join scope s on s.oid = n.oid
                union select a.grantee from pg_namespace n join scope s on s.oid = n.oid, aclexplode(n.nspacl) a
                union select relowner from classes
                union select a.grantee from classes, aclexplode(relacl) a
                union select a.grantee from classes c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a
                union select p.proowner from pg_proc p join scope s on s.oid = p.pronamespace
                union select a.grantee from pg_proc p join scope s on s.oid = p.pronamespace, aclexplode(p.proacl) a
                union select unnest(p.polroles) from pg_policy p join classes c on c.oid = p.polrelid
                union select a.grantee from pg_default_acl d join scope s on s.oid = d.defaclnamespace, aclexplode(d.defaclacl) a
                union select a.grantee from pg_database d, aclexplode(d.datacl) a where d.datname = current_database()),
            wanted as (
                select r.* from pg_roles r join named on named.role = r.oid
                where r.rolname !~ '^pg_' and not r.rolsuper),
            made as (
                select w.rolname, concat(
                    format('do $make$ begin if not exists (select from pg_catalog.pg_roles where rolname = %L) then'
                        ' create role %I %s%s%s%s', w.rolname, w.rolname,
                        case when w.rolcanlogin then 'login' else 'nologin' end,
                        case when w.rolbypassrls then ' bypassrls' end,
                        case when w.rolcreatedb then ' createdb' end,
                        case when w.rolinherit then '' else ' noinherit' end),
                    (select string_agg(format('; alter role %I set %I to %s', w.rolname, split_part(one, '=', 1),
                        case split_part(one, '=', 1) when 'search_path' then substr(one, strpos(one, '=') + 1)
                            else quote_literal(substr(one, strpos(one, '=') + 1)) end), '')
                        from pg_db_role_setting s, unnest(s.setconfig) one where s.setrole = w.oid and s.setdatabase = 0),
                    '; end if; end $make$') as sql
                from wanted w)
            select 'role ' || quote_ident(rolname) as object, '' as on_table, sql from made
            union all
            select format('member %I of %I', m.rolname, r.rolname), '', format('grant %I to %I', r.rolname, m.rolname)
            from pg_auth_members a join wanted r on r.oid = a.roleid join wanted m on m.oid = a.member
            order by object desc
            """;

    /** {@code :database} stands for the database's name. */
    static final String DATABASE =
            """
            select 'grants on the database' as object, '' as on_table,
                concat('revoke all on database :database from public', (
                    select string_agg(format('; grant %s on database %s to %s', rights, ':database',
                        case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end), '' order by grantee)
                    from (select a.grantee, string_agg(a.privilege_type, ', ' order by a.privilege_type) as rights
                        from aclexplode(d.datacl) a where a.grantee <> d.datdba group by a.grantee) each)) as sql
            from pg_database d
            where d.datname = current_database() and d.datacl is not null and ?::text[] is not null
            union all
            select 'setting of the database ' || split_part(one, '=', 1), '',
                format('alter database :database set %I to %L', split_part(one, '=', 1), substr(one, strpos(one, '=') + 1))
            from pg_db_role_setting s, unnest(s.setconfig) one
            where s.setrole = 0 and s.setdatabase = (select oid from pg_database where datname = current_database())
            """;

    private RoleQueries() {}
}

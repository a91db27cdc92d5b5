-- Who was forgotten, and as of when: a row for each person who asked for it. It erases only what is older, so
-- somebody whom a restore, or someone's hand, puts back is forgotten again, and who came back stays.
create table tombstone (
    guild_id bigint not null,
    user_id bigint not null,
    forgotten_at timestamptz not null,
    primary key (guild_id, user_id)
);
select protect('tombstone');
grant select, insert, update (forgotten_at) on tombstone to ${service};

-- Since when a timer is there: only what is older than its tombstone is forgotten.
alter table timer add column set_at timestamptz not null default work_now();

-- What each integrity check found last in each guild.
create table check_result (
    guild_id bigint not null,
    name text not null,
    outcome text not null check (outcome in ('sound', 'broken', 'unchecked')),
    looked_at bigint not null,
    detail text not null,
    checked_at timestamptz not null,
    primary key (guild_id, name)
);
select protect('check_result');
grant select, insert, update on check_result to ${service};
grant select (name, outcome, looked_at, checked_at) on check_result to ${service}_worker;

-- Takes a person out of the guild's operations and audit, as far as they are that old. Operations stay, since
-- each happens once, with an answer that names nobody; the audit still says what was done.
create function forget_in_records(member bigint, before timestamptz) returns int language plpgsql security definer
    set search_path from current as $$
declare
    named constant text := '"' || member || '"';
    operations int;
    audits int;
begin
    update operation o
    set user_id = 0,
        reply = case when o.reply ->> 'kind' in ('message', 'whisper', 'update', 'modal', 'question', 'refusal')
            then '{"kind":"whisper","content":{"text":"This was answered; the answer was erased with your data.","embeds":[],"rows":[]}}'::json
            else o.reply end
    where o.guild_id = app_guild() and o.user_id = member and o.began_at <= before;
    get diagnostics operations = row_count;
    update audit a
    set user_id = case when a.user_id = member then 0 else a.user_id end,
        detail = replace(a.detail::text, named, '"0"')::jsonb
    where a.guild_id = app_guild() and a.at <= before
      and (a.user_id = member or strpos(a.detail::text, named) > 0);
    get diagnostics audits = row_count;
    return operations + audits;
end $$;

-- Removes up to so many rows of the guild from all tables but those named; how many. Called until there is
-- none. Tables that others refer to come behind those.
create function forget_guild(kept text[], most int) returns int language plpgsql security definer
    set search_path from current as $$
declare
    guild constant bigint := app_guild();
    target text;
    removed int;
    total int := 0;
    held text := '';
begin
    if coalesce(guild, 0) = 0 then
        raise 'there is no guild to forget';
    end if;
    for target in
        select c.relname from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'guild_id' and not a.attisdropped
        where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname <> all (kept)
        order by exists (select from pg_constraint k where k.confrelid = c.oid and k.contype = 'f'), c.relname
    loop
        begin
            execute format(
                'delete from %1$I where ctid = any (array(select ctid from %1$I where guild_id = $1 limit $2))',
                target) using guild, most - total;
            get diagnostics removed = row_count;
            total := total + removed;
        exception when foreign_key_violation then
            held := target;
        end;
        if total >= most then
            return total;
        end if;
    end loop;
    if total = 0 and held <> '' then
        raise 'rows of % are held by others', held;
    end if;
    return total;
end $$;

do $$
declare
    definer regprocedure;
begin
    for definer in
        select p.oid::regprocedure from pg_proc p
        where p.pronamespace = current_schema()::regnamespace and p.proname in ('forget_in_records', 'forget_guild')
    loop
        execute format('alter function %s set search_path = %I, pg_temp', definer, current_schema());
        execute format('revoke execute on function %s from public', definer);
    end loop;
end $$;
grant execute on function forget_in_records, forget_guild to ${service};

-- What every service's schema starts with. Runs as holdfast_owner; ${service} is the service's role.

grant select on migration_history to ${service};

-- Tests move business time by this row; only the owner may write it.
create table clock (
    only_row boolean primary key default true check (only_row),
    ahead interval not null default '0'
);
insert into clock default values;
grant select on clock to ${service}, ${service}_worker;

-- Business time: the same one throughout a unit of work, which asks for it once.
create function work_now() returns timestamptz language plpgsql stable as $$
begin
    return coalesce(
        nullif(current_setting('app.now', true), '')::timestamptz,
        now() + (select ahead from clock));
end $$;

-- Who the transaction acts for. After SET LOCAL an unset value is '', not NULL: hence nullif.
create function app_guild() returns bigint language sql stable
    as $$ select nullif(current_setting('app.guild', true), '')::bigint $$;
create function app_user() returns bigint language sql stable
    as $$ select nullif(current_setting('app.user', true), '')::bigint $$;
create function app_operation() returns text language sql stable
    as $$ select nullif(current_setting('app.operation', true), '') $$;

-- Statements that changed a critical table without an operation: someone's hand, or a bug.
create table unattributed_change (
    change_id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    role text not null default session_user,
    target text not null,
    statement text not null
);

create function record_unattributed() returns trigger language plpgsql security definer
    set search_path from current as $$
begin
    insert into unattributed_change (target, statement) values (tg_table_name, current_query());
    return null;
end $$;

-- Puts a table with guild data under row-level security: the service sees the guild of its
-- transaction, its worker sees of every guild no more than that it is there.
create function protect(target regclass, critical boolean default false) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy guild on %s to ${service} using (guild_id = app_guild()) with check (guild_id = app_guild())', target);
    execute format('create policy worker on %s for select to ${service}_worker using (true)', target);
    execute format('grant select (guild_id) on %s to ${service}_worker', target);
    if critical then
        execute format(
            'create trigger unattributed after insert or update or delete on %s for each statement '
            -- Not app_operation(): a function in here is parsed anew for every statement.
            'when (coalesce(current_setting(''app.operation'', true), '''') = '''') '
            'execute function record_unattributed()', target);
    end if;
end $$;
revoke execute on function protect from public;

-- One row per request that may write. Ten partitions form a ring, a day each (the day that the key
-- itself carries): a week of keys is remembered, and forgetting a day is emptying one partition.
create table operation (
    guild_id bigint not null,
    slot smallint not null,
    key text not null,
    issued_on date not null,
    request_hash bytea not null,
    user_id bigint not null,
    command text not null,
    began_at timestamptz not null,
    reply json,
    primary key (guild_id, slot, key)
) partition by list (slot);

do $$
begin
    for slot in 0..9 loop
        execute format('create table operation_%s partition of operation for values in (%s) with (fillfactor = 70)', slot, slot);
        perform protect(format('operation_%s', slot)::regclass);
    end loop;
end $$;
select protect('operation');
grant select, insert, update (reply) on operation to ${service};

-- Empties one partition whose keys are all too old to be accepted again; the worker calls it until
-- there is none. One at a time: emptying waits for every transaction that uses the partition, and
-- those use them all.
create function forget_old_operations() returns int language plpgsql security definer
    set search_path from current as $$
declare
    oldest_kept constant date := (work_now() at time zone 'UTC')::date - 9;
    forgettable boolean;
begin
    for slot in 0..9 loop
        execute format(
            'select exists (select from %1$I) and not exists (select from %1$I where issued_on > $1)',
            format('operation_%s', slot)) into forgettable using oldest_kept;
        if forgettable then
            execute format('truncate operation_%s', slot);
            return 1;
        end if;
    end loop;
    return 0;
end $$;
revoke execute on function forget_old_operations from public;
grant execute on function forget_old_operations to ${service}_worker;

create table setting (
    guild_id bigint not null,
    feature text not null,
    value jsonb not null,
    changed_at timestamptz not null,
    primary key (guild_id, feature)
);
select protect('setting', critical => true);
grant select, insert, update on setting to ${service};

-- Changes a guild's settings of a feature, unless somebody else has since they were read: then the
-- unit of work is made again from its start, and nobody's change is lost.
create function change_setting(of_feature text, seen jsonb, wanted jsonb) returns void language plpgsql as $$
begin
    insert into setting as stored (guild_id, feature, value, changed_at)
    values (app_guild(), of_feature, wanted, work_now())
    on conflict (guild_id, feature)
    do update set value = excluded.value, changed_at = excluded.changed_at where stored.value = seen;
    if not found then
        raise 'the settings of % were changed meanwhile', of_feature using errcode = 'serialization_failure';
    end if;
end $$;

create table audit (
    guild_id bigint not null,
    audit_id bigint generated always as identity,
    at timestamptz not null,
    user_id bigint not null,
    operation text not null,
    action text not null,
    detail jsonb not null,
    primary key (guild_id, audit_id)
);
select protect('audit');
grant select, insert on audit to ${service};

-- The first statement of every unit of work. It says whose rows are seen, takes the guild's shared
-- lock (a restore takes it exclusively), claims the operation key and brings the guild's settings.
-- A duplicate of a key that is still running waits here for its end, at most lock_timeout. A key is
-- accepted for 7 days, by the day that it carries itself; an older one is refused, never run again.
create function begin_work(
    guild bigint, actor bigint, operation_key text, day date, hash bytea, command_path text,
    out outcome text, out began timestamptz, out stored text, out settings text
) language plpgsql as $$
#variable_conflict use_variable
declare
    same_request boolean;
    ring smallint := (day - date '2015-01-01') % 10;
begin
    began := now() + (select c.ahead from clock c);
    perform set_config('app.guild', guild::text, true),
            set_config('app.user', actor::text, true),
            set_config('app.operation', coalesce(operation_key, ''), true),
            set_config('app.now', began::text, true),
            pg_advisory_xact_lock_shared(guild);
    if operation_key is not null then
        if day < (began at time zone 'UTC')::date - 7 or day > (began at time zone 'UTC')::date + 1 then
            outcome := 'expired';
            return;
        end if;
        insert into operation (guild_id, slot, key, issued_on, request_hash, user_id, command, began_at)
        values (guild, ring, operation_key, day, hash, actor, command_path, began)
        on conflict do nothing;
        if not found then
            select o.request_hash = hash, o.reply::text into strict same_request, stored
            from operation o
            where o.guild_id = guild and o.slot = ring and o.key = operation_key;
            outcome := case when same_request then 'replayed' else 'reused' end;
            return;
        end if;
    end if;
    outcome := 'begun';
    settings := coalesce(
        (select json_object_agg(s.feature, s.value) from setting s where s.guild_id = guild)::text, '{}');
end $$;

-- The last statement before the commit, sent together with it: the answer that every replay will
-- get. An error here keeps the commit behind it from happening.
create function finish_work(guild bigint, operation_key text, day date, answer text) returns void language plpgsql as $$
#variable_conflict use_variable
begin
    update operation o set reply = answer::json
    where o.guild_id = guild and o.slot = (day - date '2015-01-01') % 10 and o.key = operation_key and o.reply is null;
    if not found then
        raise 'operation % was not begun here', operation_key;
    end if;
end $$;

-- The same for several requests of one guild that are to share a transaction: which of the keys it
-- claimed. The others are for begin_work to judge. In the order of the keys, so that two groups that
-- hold some of the same requests never wait for each other.
create function begin_group(
    guild bigint, actors bigint[], operation_keys text[], days date[], hashes bytea[], command_paths text[],
    out began timestamptz, out claimed text[], out settings text
) language plpgsql as $$
#variable_conflict use_variable
begin
    began := now() + (select c.ahead from clock c);
    perform set_config('app.guild', guild::text, true),
            set_config('app.now', began::text, true),
            -- What holds one of them up is for that one to wait for.
            set_config('lock_timeout', '250ms', true),
            pg_advisory_xact_lock_shared(guild);
    with fresh as (
        insert into operation (guild_id, slot, key, issued_on, request_hash, user_id, command, began_at)
        select guild, (day - date '2015-01-01') % 10, key, day, hash, actor, command_path, began
        from unnest(actors, operation_keys, days, hashes, command_paths)
            as request (actor, key, day, hash, command_path)
        where day between (began at time zone 'UTC')::date - 7 and (began at time zone 'UTC')::date + 1
        order by key
        on conflict do nothing
        returning key)
    select coalesce(array_agg(key), '{}') into claimed from fresh;
    perform set_config('app.operation', coalesce(claimed[1], ''), true);
    settings := coalesce(
        (select json_object_agg(s.feature, s.value) from setting s where s.guild_id = guild)::text, '{}');
end $$;

-- Each request's own answer.
create function finish_group(guild bigint, operation_keys text[], days date[], answers text[])
returns void language plpgsql as $$
begin
    for one in 1..cardinality(operation_keys) loop
        perform finish_work(guild, operation_keys[one], days[one], answers[one]);
    end loop;
end $$;

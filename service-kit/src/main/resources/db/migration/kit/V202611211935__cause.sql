-- What asked for an operation is written down when it begins: later would be a second version of its
-- row. A build that knows no cause calls these without.
grant select (operation) on timer to ${service}_worker;
revoke update (cause) on operation from ${service};

drop function begin_work(bigint, bigint, text, date, bytea, text);
create function begin_work(
    guild bigint, actor bigint, operation_key text, day date, hash bytea, command_path text, caused_by text default null,
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
        insert into operation (guild_id, slot, key, issued_on, request_hash, user_id, command, cause, began_at)
        values (guild, ring, operation_key, day, hash, actor, command_path, caused_by, began)
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

drop function begin_group(bigint, bigint[], text[], date[], bytea[], text[]);
create function begin_group(
    guild bigint, actors bigint[], operation_keys text[], days date[], hashes bytea[], command_paths text[],
    causes text[] default null,
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
        insert into operation (guild_id, slot, key, issued_on, request_hash, user_id, command, cause, began_at)
        select guild, (day - date '2015-01-01') % 10, key, day, hash, actor, command_path, caused_by, began
        from unnest(actors, operation_keys, days, hashes, command_paths, causes)
            as request (actor, key, day, hash, command_path, caused_by)
        where day between (began at time zone 'UTC')::date - 7 and (began at time zone 'UTC')::date + 1
        order by key
        on conflict do nothing
        returning key)
    select coalesce(array_agg(key), '{}') into claimed from fresh;
    perform set_config('app.operation', coalesce(claimed[1], ''), true);
    settings := coalesce(
        (select json_object_agg(s.feature, s.value) from setting s where s.guild_id = guild)::text, '{}');
end $$;

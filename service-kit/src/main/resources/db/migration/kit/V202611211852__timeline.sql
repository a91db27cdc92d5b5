-- What is known afterwards of an operation: how long its transaction took, and of one that ended an
-- effect or a timer, which operation had asked for that. The first index costs those few alone; the
-- second is a few bytes for each day, since rows come in the order of their time.
alter table operation add column took_micros int, add column cause text;
create index operation_cause on operation (guild_id, cause) where cause is not null;
create index operation_began on operation using brin (began_at);
grant update (took_micros, cause) on operation to ${service};

-- Whose an operation is that an operator knows by its key alone.
grant select (slot, key) on operation to ${service}_worker;

create or replace function finish_work(guild bigint, operation_key text, day date, answer text)
returns void language plpgsql as $$
#variable_conflict use_variable
begin
    update operation o set reply = answer::json, took_micros = took_until_now(o.began_at)
    where o.guild_id = guild and o.slot = (day - date '2015-01-01') % 10 and o.key = operation_key and o.reply is null;
    if not found then
        raise 'operation % was not begun here', operation_key;
    end if;
end $$;

-- A slow command began in an earlier transaction than the one that ends it.
create function took_until_now(began timestamptz) returns int language sql as $$
    select least(extract(epoch from clock_timestamp() - now() + (work_now() - began)) * 1000000, 2147483647)::int
$$;

create or replace function finish_group(guild bigint, operation_keys text[], days date[], answers text[])
returns void language plpgsql as $$
#variable_conflict use_variable
declare
    ring smallint;
    written int;
    all_written int := 0;
begin
    for ring in select distinct (day - date '2015-01-01') % 10 from unnest(days) as day loop
        update operation o set reply = each.answer::json, took_micros = took_until_now(o.began_at)
        from unnest(operation_keys, days, answers) as each (key, day, answer)
        where o.guild_id = guild and o.slot = ring and o.key = each.key and o.reply is null
          and (each.day - date '2015-01-01') % 10 = ring;
        get diagnostics written = row_count;
        all_written := all_written + written;
    end loop;
    if all_written <> cardinality(operation_keys) then
        raise '% of % operations were begun here', all_written, cardinality(operation_keys);
    end if;
end $$;

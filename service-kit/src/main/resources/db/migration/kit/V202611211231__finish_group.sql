-- Each request's own answer, in one statement for a day's keys: nearly always all of them.
create or replace function finish_group(guild bigint, operation_keys text[], days date[], answers text[])
returns void language plpgsql as $$
#variable_conflict use_variable
declare
    ring smallint;
    written int;
    all_written int := 0;
begin
    for ring in select distinct (day - date '2015-01-01') % 10 from unnest(days) as day loop
        update operation o set reply = each.answer::json
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

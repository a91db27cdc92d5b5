-- A slow command is two units of work. The first claims the operation and commits: a row without a
-- reply that somebody works at until claimed_until. The second stores the reply. In between there is
-- no transaction; of who dies, another takes the claim over.
alter table operation add column claimed_until timestamptz, add column attempt int not null default 0;
grant update (claimed_until, attempt) on operation to ${service};

create function claim_slow(
    guild bigint, actor bigint, operation_key text, day date, hash bytea, command_path text, seconds double precision,
    out outcome text, out stored text, out claimed int
) language plpgsql as $$
#variable_conflict use_variable
begin
    select begun.outcome, begun.stored into outcome, stored
    from begin_work(guild, actor, operation_key, day, hash, command_path) as begun;
    if outcome = 'begun' or outcome = 'replayed' and stored is null then
        update operation o
        set attempt = o.attempt + 1, claimed_until = work_now() + make_interval(secs => seconds)
        where o.guild_id = guild and o.slot = (day - date '2015-01-01') % 10 and o.key = operation_key
          and o.reply is null and (o.claimed_until is null or o.claimed_until <= work_now())
        returning o.attempt into claimed;
        outcome := case when claimed is null then 'running' else 'claimed' end;
    end if;
end $$;

-- Begins the second unit of work, where the claim still holds.
create function resume_slow(
    guild bigint, actor bigint, operation_key text, day date, claimed int,
    out outcome text, out began timestamptz, out settings text
) language plpgsql as $$
#variable_conflict use_variable
begin
    select begun.began, begun.settings into began, settings
    from begin_work(guild, actor, null, null, null, null) as begun;
    perform set_config('app.operation', operation_key, true);
    perform from operation o
    where o.guild_id = guild and o.slot = (day - date '2015-01-01') % 10 and o.key = operation_key
      and o.reply is null and o.attempt = claimed
    for update;
    outcome := case when found then 'resumed' else 'overtaken' end;
end $$;

-- Lets another attempt begin at once, where one failed.
create function release_slow(guild bigint, operation_key text, day date, claimed int) returns void language plpgsql as $$
#variable_conflict use_variable
begin
    perform set_config('app.guild', guild::text, true);
    update operation o set claimed_until = work_now()
    where o.guild_id = guild and o.slot = (day - date '2015-01-01') % 10 and o.key = operation_key
      and o.reply is null and o.attempt = claimed;
end $$;

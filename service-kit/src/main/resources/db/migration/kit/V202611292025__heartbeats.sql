-- Slow commands and jobs are claimed for a few seconds at a time and renewed while their process
-- lives. A claim that has run out completes nothing, even where nobody has taken it over.
alter table operation add column progress json;
grant update (progress) on operation to ${service};

drop function claim_slow(bigint, bigint, text, date, bytea, text, double precision);
create function claim_slow(
    guild bigint, actor bigint, operation_key text, day date, hash bytea, command_path text, seconds double precision,
    out outcome text, out stored text, out claimed int, out reached text
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
        if claimed is null then
            select o.progress::text into reached from operation o
            where o.guild_id = guild and o.slot = (day - date '2015-01-01') % 10 and o.key = operation_key;
        end if;
    end if;
end $$;

create or replace function resume_slow(
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
      and o.reply is null and o.attempt = claimed and o.claimed_until > work_now()
    for update;
    outcome := case when found then 'resumed' else 'overtaken' end;
end $$;

-- Makes a claim last for so long from now. A row that is locked is being completed: 'busy', as is one just completed.
create function renew_slow(
    guild bigint, operation_key text, day date, claimed int, seconds double precision, reached text
) returns text language plpgsql as $$
#variable_conflict use_variable
begin
    perform set_config('app.guild', guild::text, true);
    perform from operation o
    where o.guild_id = guild and o.slot = (day - date '2015-01-01') % 10 and o.key = operation_key
      and o.attempt = claimed and (o.reply is not null or o.claimed_until > work_now());
    if not found then
        return 'lost';
    end if;
    perform from operation o
    where o.guild_id = guild and o.slot = (day - date '2015-01-01') % 10 and o.key = operation_key
      and o.reply is null and o.attempt = claimed and o.claimed_until > work_now()
    for no key update skip locked;
    if not found then
        return 'busy';
    end if;
    update operation o
    set claimed_until = work_now() + make_interval(secs => seconds), progress = coalesce(reached::json, o.progress)
    where o.guild_id = guild and o.slot = (day - date '2015-01-01') % 10 and o.key = operation_key;
    return 'renewed';
end $$;

-- How often a run failed, which is not how often a process died over it.
alter table job_run add column failures int not null default 0;
alter table job_run add column progress json;

-- The leader's last sign, for when Redis is away. Beside the lease, whose row its writes hold.
create table leader_sign (
    name text primary key,
    holder text not null,
    at timestamptz not null
);
grant select, insert, update on leader_sign to ${service}_worker;

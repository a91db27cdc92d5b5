-- What members may take again and again, and when they last did. A streak is how many times in a
-- row they came before the streak's deadline.
create table claim (
    guild_id bigint not null,
    user_id bigint not null,
    kind text not null,
    streak int not null default 0,
    claimed_at timestamptz,
    primary key (guild_id, user_id, kind),
    constraint claim_streak check (streak >= 0 and (streak = 0) = (claimed_at is null))
) with (fillfactor = 70);
select protect('claim', critical => true);
grant select, insert, update (streak, claimed_at), delete on claim to ${service};

-- When this service was last known to be up, whichever instance said so. No guild's data.
create table heartbeat (
    only_row boolean primary key default true check (only_row),
    beat_at timestamptz not null
);
grant select, insert, update (beat_at) on heartbeat to ${service};

-- When it was not.
create table outage (
    from_at timestamptz primary key,
    until_at timestamptz not null,
    constraint outage_forward check (from_at < until_at)
);
grant select, insert on outage to ${service};

-- A silence longer than this is an outage: four beats in a row are missing.
create function longest_silence() returns interval language sql immutable
    as $$ select interval '60 seconds' $$;

-- Says that the service is up. Whoever beats first after a silence writes it down as an outage; the
-- row's lock sees to it that nobody else does.
create function beat() returns void language plpgsql as $$
declare
    at constant timestamptz := work_now();
    previous timestamptz;
begin
    insert into heartbeat (beat_at) values (at) on conflict do nothing;
    select beat_at into strict previous from heartbeat for update;
    if at - previous > longest_silence() then
        insert into outage (from_at, until_at) values (previous, at);
    end if;
    update heartbeat set beat_at = at where beat_at < at;
end $$;

-- The instant at which that much time has passed since a first one, not counting our outages: each
-- that begins before the deadline moves it by its length. The silence of now, if there is one, counts.
create function deadline(since timestamptz, allowed interval) returns timestamptz
language plpgsql stable as $$
declare
    due timestamptz := since + allowed;
    gap record;
begin
    for gap in
        select from_at, until_at from outage where until_at > since
        union all
        select beat_at, work_now() from heartbeat where work_now() - beat_at > longest_silence()
        order by from_at
    loop
        exit when gap.from_at >= due;
        due := due + (gap.until_at - greatest(gap.from_at, since));
    end loop;
    return due;
end $$;

-- Takes a claim, unless its cooldown still runs: 'taken' with the streak it makes, or 'cooling' with
-- the one it has; and in both cases when it may be taken next and until when the streak is kept.
create function take_claim(
    member bigint, wanted text, cooldown interval, patience interval,
    out outcome text, out streak int, out next_at timestamptz, out kept_until timestamptz
) language plpgsql as $$
#variable_conflict use_variable
declare
    guild constant bigint := app_guild();
    at constant timestamptz := work_now();
    last_at timestamptz;
begin
    -- A row that is not there cannot be locked: two first claims at once would both be taken.
    insert into claim (guild_id, user_id, kind) values (guild, member, wanted)
    on conflict do nothing;
    update claim c
    set streak = case when at <= deadline(c.claimed_at, patience) then c.streak + 1 else 1 end,
        claimed_at = at
    where c.guild_id = guild and c.user_id = member and c.kind = wanted
      and (c.claimed_at is null or c.claimed_at + cooldown <= at)
    returning c.streak, c.claimed_at into streak, last_at;
    outcome := case when found then 'taken' else 'cooling' end;
    if outcome = 'cooling' then
        select c.streak, c.claimed_at into strict streak, last_at from claim c
        where c.guild_id = guild and c.user_id = member and c.kind = wanted;
    end if;
    next_at := last_at + cooldown;
    kept_until := deadline(last_at, patience);
end $$;

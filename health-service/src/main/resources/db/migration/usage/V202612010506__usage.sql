-- What gateways counted, as they sent it: a command of a guild in a minute. Guild 0 is the whole bot. No column
-- names a person. A row is added to its hour and its day once; then it is rolled.
create table usage_minute (
    guild_id bigint not null,
    at timestamptz not null,
    place bigint generated always as identity,
    command text not null,
    done int not null,
    refused int not null,
    failed int not null,
    away int not null,
    slow int not null,
    latency bytea not null,
    rolled boolean not null default false,
    primary key (guild_id, at, place)
);
create index usage_minute_new on usage_minute (guild_id) where not rolled;
create index usage_minute_old on usage_minute (at) where rolled;
select protect('usage_minute');
create policy worker_prunes on usage_minute for delete to ${service}_worker using (true);
grant select, update (rolled) on usage_minute to ${service};
grant select (at, place, command, done, refused, failed, away, slow, latency, rolled), delete
    on usage_minute to ${service}_worker;

create table usage_period (
    guild_id bigint not null,
    span text not null check (span in ('hour', 'day')),
    at timestamptz not null,
    command text not null,
    done bigint not null,
    refused bigint not null,
    failed bigint not null,
    away bigint not null,
    slow bigint not null,
    latency bytea not null,
    primary key (guild_id, span, at, command)
);
create index usage_period_old on usage_period (span, at);
select protect('usage_period');
create policy worker_prunes on usage_period for delete to ${service}_worker using (true);
grant select, insert, update (done, refused, failed, away, slow, latency) on usage_period to ${service};
grant select (span, at, command, done, refused, failed, away, slow, latency), delete
    on usage_period to ${service}_worker;

-- A guild's members on a day. The sketch counts those who were active, under a salt that nobody has any more when
-- the day is over; a week later only the number stays.
create table usage_members (
    guild_id bigint not null,
    day timestamptz not null,
    joined int not null,
    departed int not null,
    sketch bytea,
    active int,
    primary key (guild_id, day)
);
create index usage_members_old on usage_members (day);
select protect('usage_members');
create policy worker_prunes on usage_members for delete to ${service}_worker using (true);
create policy worker_settles on usage_members for update to ${service}_worker using (true) with check (true);
grant select on usage_members to ${service};
grant select (day, joined, departed, sketch, active), update (sketch, active), delete
    on usage_members to ${service}_worker;

-- Since when the bot is in a guild, and since when no more.
create table usage_server (
    guild_id bigint not null primary key,
    joined_at timestamptz,
    left_at timestamptz
);
select protect('usage_server');
grant select, insert, update (joined_at, left_at) on usage_server to ${service};
grant select (joined_at, left_at) on usage_server to ${service}_worker;

create table feedback (
    guild_id bigint not null,
    user_id bigint not null,
    day timestamptz not null,
    score smallint not null check (score between 1 and 5),
    words text not null check (length(words) <= 500),
    given_at timestamptz not null,
    primary key (guild_id, user_id, day)
);
create index feedback_newest on feedback (given_at);
select protect('feedback');
create policy worker_prunes on feedback for delete to ${service}_worker using (true);
grant select, insert, delete on feedback to ${service};
grant select (score, words, given_at), delete on feedback to ${service}_worker;

-- A summary holds many guilds' counts and is taken in one unit of work, which may write no other guild's rows
-- itself.
create function take_usage(
    minute timestamptz, guilds bigint[], commands text[], were_done int[], were_refused int[], have_failed int[],
    were_away int[], were_slow int[], latencies text[]) returns bigint
    language sql security definer as $$
    with taken as (
        insert into usage_minute (guild_id, at, command, done, refused, failed, away, slow, latency)
        select guild, minute, command, done, refused, failed, away, slow, decode(latency, 'base64')
        from unnest(guilds, commands, were_done, were_refused, have_failed, were_away, were_slow, latencies)
            as given (guild, command, done, refused, failed, away, slow, latency)
        returning 1
    )
    select count(*) from taken;
$$;

create function take_members(
    on_day timestamptz, guilds bigint[], came int[], went int[], sketches text[]) returns bigint
    language sql security definer as $$
    with taken as (
        insert into usage_members as known (guild_id, day, joined, departed, sketch)
        select guild, on_day, joined, departed, decode(sketch, 'base64')
        from unnest(guilds, came, went, sketches) as given (guild, joined, departed, sketch)
        order by guild
        on conflict (guild_id, day) do update
        set joined = known.joined + excluded.joined, departed = known.departed + excluded.departed,
            sketch = known.sketch || excluded.sketch
        returning 1
    )
    select count(*) from taken;
$$;

do $$
declare
    door text;
begin
    foreach door in array array[
        'take_usage(timestamptz, bigint[], text[], int[], int[], int[], int[], int[], text[])',
        'take_members(timestamptz, bigint[], int[], int[], text[])']
    loop
        execute format('alter function %s set search_path = %I, pg_temp', door, current_schema());
        execute format('revoke execute on function %s from public', door);
        execute format('grant execute on function %s to ${service}', door);
    end loop;
end $$;

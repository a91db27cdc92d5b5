-- Events of a guild that its service could not be told of, in the order in which they happened.
create table parked_event (
    guild_id bigint not null,
    service text not null,
    place bigint generated always as identity,
    key text not null,
    note json not null,
    parked_at timestamptz not null default work_now(),
    primary key (guild_id, service, place),
    unique (guild_id, service, key)
);
create index parked_event_oldest on parked_event (service, place);
select protect('parked_event');
create policy worker_parks on parked_event for insert to ${service}_worker with check (true);
create policy worker_settles on parked_event for delete to ${service}_worker using (true);
grant select on parked_event to ${service};
grant select (service, place, key, parked_at), insert, delete on parked_event to ${service}_worker;

-- Which guilds' events wait for which service: as long as there is a row, later events of the guild
-- wait behind the parked ones. Whoever sends them on holds the lane until ready_at.
create table parked_lane (
    guild_id bigint not null,
    service text not null,
    attempt int not null default 0,
    ready_at timestamptz not null default work_now(),
    primary key (guild_id, service)
);
create index parked_lane_ready on parked_lane (ready_at);
select protect('parked_lane');
create policy worker_parks on parked_lane for insert to ${service}_worker with check (true);
create policy worker_claims on parked_lane for update to ${service}_worker using (true) with check (true);
create policy worker_settles on parked_lane for delete to ${service}_worker using (true);
grant select on parked_lane to ${service};
grant select, insert, update (attempt, ready_at), delete on parked_lane to ${service}_worker;

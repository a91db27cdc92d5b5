-- Events that their service refused for good, for a person to look at: the cause may be mended.
create table refused_event (
    guild_id bigint not null,
    service text not null,
    place bigint generated always as identity,
    key text not null,
    note json not null,
    because text not null,
    refused_at timestamptz not null default work_now(),
    primary key (guild_id, service, place),
    unique (guild_id, service, key)
);
create index refused_event_oldest on refused_event (service, place);
select protect('refused_event');
create policy worker_keeps on refused_event for insert to ${service}_worker with check (true);
create policy worker_drops on refused_event for delete to ${service}_worker using (true);
grant select on refused_event to ${service};
grant select (service, place, key, refused_at), insert, delete on refused_event to ${service}_worker;

-- For the operator, once the cause is mended: has all of them told again, behind what waits.
create function retry_refused_events(of_service text) returns bigint
    language sql set search_path from current as $$
    with again as (
        delete from refused_event where service = of_service returning guild_id, place, key, note
    ), parked as (
        insert into parked_event (guild_id, service, key, note)
        select guild_id, of_service, key, note from again order by place
        on conflict (guild_id, service, key) do nothing
    ), lanes as (
        insert into parked_lane as lane (guild_id, service)
        select distinct guild_id, of_service from again order by guild_id
        on conflict (guild_id, service) do update set ready_at = lane.ready_at
    )
    select count(*) from again;
$$;
revoke execute on function retry_refused_events from public;

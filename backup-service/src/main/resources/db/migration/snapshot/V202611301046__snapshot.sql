-- The catalogue of snapshots. The archive's manifests are the truth: what is missing here is written down from them again.

-- Orders snapshots, whatever the clocks say.
create sequence snapshot_id as int;
grant usage, select, update on sequence snapshot_id to ${service};

-- Guild 0: snapshots of everything.
create table snapshot (
    guild_id bigint not null,
    snapshot_id bigint not null,
    kind text not null check (kind in ('NIGHTLY', 'START', 'MIGRATION', 'MANUAL', 'GUILD', 'BEFORE_RESTORE')),
    reason text not null,
    state text not null check (state in ('RUNNING', 'COPIED', 'VERIFIED', 'DRILLED', 'FAILED')),
    user_id bigint not null,
    started_at timestamptz not null,
    taken_at timestamptz,
    copied_at timestamptz,
    verified_at timestamptz,
    drilled_at timestamptz,
    rows bigint not null default 0,
    plain_bytes bigint not null default 0,
    written_bytes bigint not null default 0,
    stored_bytes bigint not null default 0,
    restore_millis bigint,
    failure text,
    pruned_at timestamptz,
    primary key (guild_id, snapshot_id),
    constraint snapshot_taken check (state in ('RUNNING', 'FAILED') or taken_at is not null and copied_at is not null),
    constraint snapshot_verified check (state not in ('VERIFIED', 'DRILLED') or verified_at is not null)
);
create unique index snapshot_running on snapshot (guild_id, kind)
    where state = 'RUNNING' and kind in ('GUILD', 'START');
select protect('snapshot');
grant select, insert, update on snapshot to ${service};
-- Nothing of what a guild's rows say.
grant select (snapshot_id, kind, reason, state, user_id, started_at, taken_at, copied_at, verified_at, drilled_at,
    rows, plain_bytes, written_bytes, stored_bytes, restore_millis, failure, pruned_at) on snapshot to ${service}_worker;

-- In which locations each is.
create table snapshot_copy (
    guild_id bigint not null,
    snapshot_id bigint not null,
    location text not null,
    copied_at timestamptz not null,
    verified_at timestamptz,
    failure text,
    primary key (guild_id, snapshot_id, location),
    foreign key (guild_id, snapshot_id) references snapshot
);
select protect('snapshot_copy');
grant select, insert, update, delete on snapshot_copy to ${service};
grant select (snapshot_id, location, copied_at, verified_at, failure) on snapshot_copy to ${service}_worker;

-- The snapshots of everything, which each guild may be restored from.
create function whole_snapshots() returns setof snapshot language sql stable security definer
    set search_path = ${service}, pg_temp
    as $$ select * from snapshot where guild_id = 0 and pruned_at is null order by snapshot_id desc limit 200 $$;
revoke execute on function whole_snapshots from public;
grant execute on function whole_snapshots to ${service};

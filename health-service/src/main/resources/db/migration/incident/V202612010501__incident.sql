-- What went wrong: one row for each cause. Written by whoever leads, or by each instance that could not tell; an id
-- is made without the database. All is guild 0's.
create table incident (
    guild_id bigint not null,
    incident_id bigint not null,
    root text not null check (length(root) between 3 and 120),
    verdict text not null check (verdict in ('DEGRADED', 'DOWN', 'UNKNOWN')),
    began_at timestamptz not null,
    ended_at timestamptz,
    attached text[] not null default '{}',
    reported boolean not null default false,
    version bigint not null,
    written_at timestamptz not null,
    acknowledged_by bigint,
    acknowledged_name text not null default '' check (length(acknowledged_name) <= 100),
    primary key (guild_id, incident_id)
);
select protect('incident');
grant select, insert, delete,
    update (verdict, ended_at, attached, reported, version, written_at, acknowledged_by, acknowledged_name) on incident to ${service};
create index incident_open on incident (guild_id) where ended_at is null;

-- What happened in it.
create table incident_entry (
    guild_id bigint not null,
    incident_id bigint not null,
    entry_id uuid not null,
    at timestamptz not null,
    kind text not null check (kind in ('VERDICT', 'ATTACHED', 'FINDING', 'ALERT', 'ACKNOWLEDGED', 'NOTE', 'ENDED')),
    user_id bigint not null default 0,
    name text not null default '' check (length(name) <= 100),
    text text not null check (length(text) <= 1000),
    primary key (guild_id, incident_id, entry_id)
);
select protect('incident_entry');
grant select, insert, delete on incident_entry to ${service};

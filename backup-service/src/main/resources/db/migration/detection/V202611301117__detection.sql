-- How far the records of changes made behind the bot's back are read, of each schema. No guild's data.
create table detection_cursor (
    schema_name text primary key,
    change_id bigint not null
);
grant select, insert, update (change_id) on detection_cursor to ${service};

-- Numbers below the cursor that were not there yet: drawn by a transaction that had not ended, or that never will.
create table detection_gap (
    schema_name text not null,
    change_id bigint not null,
    noticed_at timestamptz not null,
    primary key (schema_name, change_id)
);
grant select, insert, delete on detection_gap to ${service};

-- Rows of a guild that vanished behind the bot's back, told as one thing while more of them do.
create table detection_incident (
    guild_id bigint not null,
    incident_id bigint generated always as identity,
    state text not null default 'OPEN' check (state in ('OPEN', 'RESTORED', 'DISMISSED', 'HARMLESS', 'LEFT')),
    first_at timestamptz not null,
    last_at timestamptz not null,
    snapshot_id bigint,
    whole_at timestamptz,
    features text[] not null default '{}',
    restore_id bigint,
    told_at timestamptz,
    closed_at timestamptz,
    primary key (guild_id, incident_id),
    constraint detection_incident_closed check ((state = 'OPEN') = (closed_at is null))
);
select protect('detection_incident');
grant select, insert, update (state, first_at, last_at, snapshot_id, whole_at, features, restore_id, told_at, closed_at)
    on detection_incident to ${service};
grant select (state) on detection_incident to ${service}_worker;
create unique index detection_incident_open on detection_incident (guild_id) where state = 'OPEN';

-- What an incident consists of. Read again after a crash, a record is known by its number and its time: where
-- somebody emptied the records, their numbers begin anew.
create table detection_change (
    guild_id bigint not null,
    schema_name text not null,
    change_id bigint not null,
    incident_id bigint not null,
    feature text not null,
    table_name text not null,
    restorable boolean not null,
    kind text not null check (kind in ('UPDATE', 'DELETE', 'TRUNCATE')),
    row_count bigint not null,
    at timestamptz not null,
    primary key (guild_id, schema_name, change_id, at),
    foreign key (guild_id, incident_id) references detection_incident
);
select protect('detection_change');
grant select, insert on detection_change to ${service};
create index detection_change_incident on detection_change (guild_id, incident_id);

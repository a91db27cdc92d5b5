-- Services that wait for a verified snapshot before they migrate a schema that holds data. Their migrations, which run
-- as the owner, insert a row and wait for opened_at.
create table migration_gate (
    gate_id bigint generated always as identity primary key,
    service text not null,
    pending int not null,
    requested_at timestamptz not null default now(),
    snapshot_id bigint,
    failure text,
    opened_at timestamptz
);
create index migration_gate_waiting on migration_gate (gate_id) where opened_at is null;
grant select, update (snapshot_id, failure, opened_at), delete on migration_gate to ${service}_worker;

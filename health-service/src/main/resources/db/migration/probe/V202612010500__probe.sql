-- Written in each round of probes, to see whether PostgreSQL takes a write. No guild's data.
create table probe_write (
    one boolean primary key default true check (one),
    at timestamptz not null
);
grant select, insert, update (at) on probe_write to ${service};

-- What each check of each service found last. No guild's data but what the sentences say.
create table integrity_result (
    service text not null,
    name text not null,
    verdict text not null check (verdict in ('holds', 'broken', 'unknown')),
    detail text not null,
    checked_at timestamptz not null,
    since timestamptz not null,
    seen_at timestamptz not null,
    broken_since timestamptz,
    primary key (service, name)
);
grant select, insert, update, delete on integrity_result to ${service};

-- What each instance checked when it started.
create table instance_start (
    service text not null,
    address text not null,
    began_at timestamptz not null,
    build text not null,
    report jsonb not null,
    seen_at timestamptz not null,
    primary key (service, address, began_at)
);
create index instance_start_began on instance_start (began_at);
grant select, insert, update (report, seen_at), delete on instance_start to ${service};

-- How large tables and disks are, a sample a day for two years..
create table size_sample (
    day date not null,
    kind text not null check (kind in ('database', 'table', 'disk')),
    name text not null,
    bytes bigint not null,
    limit_bytes bigint,
    primary key (kind, name, day)
);
create index size_sample_day on size_sample (day);
grant select, insert, update (bytes, limit_bytes), delete on size_sample to ${service};

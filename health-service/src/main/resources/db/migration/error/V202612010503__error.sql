-- The errors of all instances. No guild's data and no person's: who met an error is not kept.

-- One row a kind of error of a service.
create table error_group (
    group_id bigint generated always as identity primary key,
    service text not null,
    fingerprint text not null,
    state text not null check (state in ('NEW', 'ONGOING', 'REGRESSED', 'IGNORED', 'RESOLVED')),
    state_since timestamptz not null,
    count bigint not null check (count > 0),
    system text not null,
    logger text not null,
    exception text not null,
    message text not null,
    frames text[] not null,
    first_at timestamptz not null,
    first_build bigint not null,
    last_at timestamptz not null,
    last_build bigint not null,
    fixed_build bigint,
    ignored_until bigint,
    operation text not null,
    instance text not null,
    guilds bigint[] not null,
    -- What operators are not told of yet, and when they were told last that it is frequent.
    untold text check (untold in ('NEW', 'REGRESSED', 'TENFOLD', 'FREQUENT')),
    frequent_at timestamptz,
    unique (service, fingerprint),
    constraint error_group_resolved check (state <> 'RESOLVED' or fixed_build is not null),
    constraint error_group_ignored check ((state = 'IGNORED') = (ignored_until is not null))
);
create index error_group_last on error_group (last_at);
create index error_group_untold on error_group (group_id) where untold is not null;
grant select, insert, update, delete on error_group to ${service};

-- The largest count that was heard of a kind of error since it was seen first at an instance. It stays when its group
-- is dropped, so that what was counted is not counted again.
create table error_tally (
    service text not null,
    fingerprint text not null,
    first text not null,
    count bigint not null,
    heard_at timestamptz not null,
    primary key (service, fingerprint, first)
);
create index error_tally_heard on error_tally (heard_at);
grant select, insert, update, delete on error_tally to ${service};

-- When each instance was read last.
create table error_source (
    service text not null,
    instance text not null,
    heard_at timestamptz not null,
    primary key (service, instance)
);
grant select, insert, update, delete on error_source to ${service};

-- How often, by the hour and by the day (UTC) of the last occurrence among those that were counted together.
create table error_hour (
    group_id bigint not null references error_group on delete cascade,
    hour timestamptz not null,
    count bigint not null,
    primary key (group_id, hour)
);
create index error_hour_hour on error_hour (hour);
grant select, insert, update, delete on error_hour to ${service};

create table error_day (
    group_id bigint not null references error_group on delete cascade,
    day date not null,
    count bigint not null,
    primary key (group_id, day)
);
create index error_day_day on error_day (day);
grant select, insert, update, delete on error_day to ${service};

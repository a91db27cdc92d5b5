-- How long of each UTC day each component was how. What is missing of a day was not measured. No guild's data.
create table status_day (
    component text not null,
    day date not null,
    well_millis bigint not null check (well_millis >= 0),
    degraded_millis bigint not null check (degraded_millis >= 0),
    down_millis bigint not null check (down_millis >= 0),
    primary key (component, day),
    constraint status_day_has_24_hours check (well_millis + degraded_millis + down_millis <= 86400000)
);
grant select, insert, update (well_millis, degraded_millis, down_millis), delete on status_day to ${service};

-- Until when each component's time is in its sums: no moment counts twice, whoever measured it.
create table status_count (
    component text primary key,
    counted_until timestamptz not null
);
grant select, insert, update (counted_until), delete on status_count to ${service};

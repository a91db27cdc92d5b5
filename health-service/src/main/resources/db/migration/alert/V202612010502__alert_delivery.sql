-- What each route was told of each incident, so that whoever leads next tells it no second time. No guild's data.
create table alert_delivery (
    incident_id bigint not null,
    route text not null check (length(route) between 1 and 100),
    step smallint not null check (step between 1 and 3),
    at timestamptz not null,
    primary key (incident_id, route)
);
grant select, insert, update (step, at) on alert_delivery to ${service};
create index alert_delivery_at on alert_delivery (at);
grant delete on alert_delivery to ${service};

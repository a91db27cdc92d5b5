-- What operators are yet to be told, of all services; what comes close together is told as one. All is guild 0's.
create table operator_alert (
    guild_id bigint not null,
    service text not null check (length(service) between 1 and 60),
    key text not null check (length(key) between 1 and 200),
    text text not null check (length(text) between 1 and 1500),
    at timestamptz not null,
    primary key (guild_id, service, key)
);
select protect('operator_alert');
grant select, insert, delete on operator_alert to ${service};
grant select (guild_id) on operator_alert to ${service}_worker;
-- When they were told last.
create table operator_message (
    guild_id bigint primary key,
    told_at timestamptz not null
);
select protect('operator_message');
grant select, insert, update on operator_message to ${service};

-- What rests of the bot while the rest of it works: a feature, in one guild or (guild 0) everywhere; or that it
-- joins servers. A table of its own, since gateways of the build before read the other one.
create table maintenance_part (
    guild_id bigint not null,
    scope text not null check (scope = 'joins' or scope ~ '^feature:[a-z][a-z0-9_-]{0,39}$'),
    reason text not null check (length(reason) between 1 and 300),
    set_by text not null check (length(set_by) between 1 and 100),
    since timestamptz not null,
    primary key (guild_id, scope)
);
select protect('maintenance_part', critical => true);
grant select, insert, update, delete on maintenance_part to ${service};
grant select on maintenance_part to ${service}_worker;

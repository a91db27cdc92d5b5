-- Where the bot rests: in one guild, or for guild 0 everywhere.
create table maintenance (
    guild_id bigint primary key,
    reason text not null check (length(reason) between 1 and 300),
    set_by text not null check (length(set_by) between 1 and 100),
    since timestamptz not null
);
select protect('maintenance', critical => true);
grant select, insert, update, delete on maintenance to ${service};
grant select on maintenance to ${service}_worker;

create table tally (
    guild_id bigint not null,
    user_id bigint not null,
    total bigint not null default 0,
    counted_at timestamptz not null default now(),
    primary key (guild_id, user_id)
);
select protect('tally', critical => true);
grant select, insert, update, delete on tally to ${service};

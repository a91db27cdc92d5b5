create table kudos (
    guild_id bigint not null,
    user_id bigint not null,
    received int not null check (received > 0),
    counted_at timestamptz not null,
    primary key (guild_id, user_id)
);
select protect('kudos');
grant select, insert, update, delete on kudos to ${service};

create table known_sum (
    guild_id bigint not null,
    user_id bigint not null,
    value bigint,
    as_of timestamptz not null,
    cursor text,
    primary key (guild_id, user_id)
);
select protect('known_sum');
grant select, insert, update, delete on known_sum to ${service};

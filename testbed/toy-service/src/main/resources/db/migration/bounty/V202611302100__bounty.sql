create table bounty (
    guild_id bigint not null,
    operation text not null,
    user_id bigint not null,
    given_at timestamptz not null,
    outcome text,
    heard int not null default 0,
    primary key (guild_id, operation)
);
select protect('bounty');
grant select, insert, delete, update (outcome, heard) on bounty to ${service};

create table known_balance (
    guild_id bigint not null,
    user_id bigint not null,
    value bigint,
    as_of timestamptz not null,
    cursor text,
    primary key (guild_id, user_id)
);
select protect('known_balance');
grant select, insert, update, delete on known_balance to ${service};

-- Roles that newcomers get.
create table autorole (
    guild_id bigint not null,
    role_id bigint not null,
    bots boolean not null,
    added_at timestamptz not null,
    primary key (guild_id, bots, role_id)
);
select protect('autorole');
grant select, insert, update, delete on autorole to ${service};

-- Roles that somebody had when they left, for when they come back within a year. "source" is what
-- claimed them: a menu, or nothing but a hand.
create table sticky_role (
    guild_id bigint not null,
    user_id bigint not null,
    role_id bigint not null,
    source text not null,
    left_at timestamptz not null,
    primary key (guild_id, user_id, role_id)
);
select protect('sticky_role');
grant select, insert, update, delete on sticky_role to ${service};
create index sticky_role_left on sticky_role (guild_id, left_at);

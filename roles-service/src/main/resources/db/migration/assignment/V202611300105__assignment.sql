-- What the mirror of members and roles does not say: who owns the guild, and where the bot stands.
create table guild_place (
    guild_id bigint not null primary key,
    owner_id bigint not null,
    bot_highest bigint not null,
    bot_permissions bigint not null,
    as_of timestamptz not null
);
select protect('guild_place');
grant select, insert, update, delete on guild_place to ${service};

-- With which dangerous permissions an administrator lets the bot give a role. Where the role has got
-- others since then, it is not given.
create table role_approval (
    guild_id bigint not null,
    role_id bigint not null,
    permissions bigint not null,
    approved_at timestamptz not null,
    primary key (guild_id, role_id)
);
select protect('role_approval');
grant select, insert, update, delete on role_approval to ${service};

-- The guilds in which the operators' commands are listed, and what was told there last.
create table catalog_operator_guild (
    application text not null,
    guild text not null,
    hash text not null,
    published_at timestamptz not null,
    primary key (application, guild)
);
grant select, insert, update, delete on catalog_operator_guild to ${service};

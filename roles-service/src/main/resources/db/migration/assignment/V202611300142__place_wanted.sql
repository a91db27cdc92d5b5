-- When the owner and the bot's place are to be read from Discord again. The generation tells a read that
-- something has changed since it began.
create table place_wanted (
    guild_id bigint not null primary key,
    generation bigint not null default 0,
    ready_at timestamptz not null
);
select protect('place_wanted');
grant select, insert, update, delete on place_wanted to ${service};
grant select (ready_at) on place_wanted to ${service}_worker;
create index place_wanted_ready on place_wanted (ready_at);

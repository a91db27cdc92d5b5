-- The newest arrival of the bot in each guild that needs no welcome any more.
create table welcome (
    guild_id bigint primary key,
    joined_at timestamptz not null
);
select protect('welcome');
grant select, insert, update on welcome to ${service};
-- Where the bot was before there were welcomes it is no newcomer.
insert into welcome (guild_id, joined_at) select guild_id, work_now() from membership;

-- The guilds that the bot is or was in. What is kept of a guild is kept for 30 days after left_at.
create table membership (
    guild_id bigint primary key,
    noted_at timestamptz not null default work_now(),
    left_at timestamptz
);
select protect('membership');
create policy worker_notes on membership for insert to ${service}_worker with check (true);
create policy worker_changes on membership for update to ${service}_worker using (true) with check (true);
grant select on membership to ${service};
grant select, insert (guild_id), update (left_at) on membership to ${service}_worker;

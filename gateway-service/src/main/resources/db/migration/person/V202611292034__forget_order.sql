-- Whom a service has yet to forget, and as of when; user 0 is everybody in a guild that was left, guild 0 with
-- everywhere is everything. Rows stay until every service has, and go together with the word to the person.
create table forget_order (
    guild_id bigint not null,
    user_id bigint not null,
    service text not null,
    everywhere boolean not null,
    as_of timestamptz not null,
    -- The guild that was done last.
    after_guild bigint not null default -1,
    attempt int not null default 0,
    failures int not null default 0,
    ready_at timestamptz not null default work_now(),
    done_at timestamptz,
    primary key (guild_id, user_id, service)
);
create index forget_order_ready on forget_order (ready_at);
select protect('forget_order');
create policy worker_orders on forget_order for insert to ${service}_worker with check (true);
create policy worker_claims on forget_order for update to ${service}_worker using (true) with check (true);
create policy worker_ends on forget_order for delete to ${service}_worker using (true);
grant select, insert, update, delete on forget_order to ${service};
grant select, insert, update (after_guild, attempt, failures, ready_at, done_at), delete
    on forget_order to ${service}_worker;

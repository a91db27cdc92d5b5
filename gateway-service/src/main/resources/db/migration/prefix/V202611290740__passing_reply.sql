-- Answers for one person that stand where others read them, until they are taken back. Written before
-- the message can be seen; reply_id is null as long as nobody knows whether it was sent. Claiming puts
-- ready_at off.
create table passing_reply (
    guild_id bigint not null,
    channel_id bigint not null,
    asked_id bigint not null,
    reply_id bigint,
    attempt int not null default 0,
    ready_at timestamptz not null,
    primary key (guild_id, asked_id)
);
create index passing_reply_ready on passing_reply (ready_at);
select protect('passing_reply');
create policy worker_notes on passing_reply for insert to ${service}_worker with check (true);
create policy worker_changes on passing_reply for update to ${service}_worker using (true) with check (true);
create policy worker_ends on passing_reply for delete to ${service}_worker using (true);
grant select, delete on passing_reply to ${service};
grant select, delete, insert (guild_id, channel_id, asked_id, ready_at), update (reply_id, attempt, ready_at)
    on passing_reply to ${service}_worker;

-- What a unit of work wants of Discord, and what it wants to be reminded of. Rows are written with
-- the business that asks for them and removed with the business that comes of them. ready_at says
-- from when on a row may be claimed: a claim, a failure and being moved aside each put it off.

create table outbox (
    guild_id bigint not null,
    effect_id bigint generated always as identity,
    key uuid not null default gen_random_uuid(),
    user_id bigint not null,
    operation text not null,
    target text not null,
    effect json not null,
    reason text not null,
    expires_at timestamptz,
    listener text not null,
    note text not null,
    ordered_at timestamptz not null,
    first_sent_at timestamptz,
    attempt int not null default 0,
    failures int not null default 0,
    ready_at timestamptz not null,
    aside_at timestamptz,
    aside_because text,
    primary key (guild_id, effect_id)
);
create index outbox_ready on outbox (ready_at);
create index outbox_target on outbox (guild_id, target, effect_id);
select protect('outbox');
create policy worker_claims on outbox for update to ${service}_worker using (true) with check (true);
grant select, insert, delete, update (user_id) on outbox to ${service};
grant select (effect_id, target, listener, ordered_at, first_sent_at, attempt, failures, ready_at, aside_at),
    update (first_sent_at, attempt, failures, ready_at, aside_at, aside_because) on outbox to ${service}_worker;

create table timer (
    guild_id bigint not null,
    timer_id bigint generated always as identity,
    user_id bigint not null,
    operation text not null,
    kind text not null,
    subject text not null,
    due_at timestamptz not null,
    generation bigint not null,
    payload text not null,
    attempt int not null default 0,
    failures int not null default 0,
    ready_at timestamptz not null,
    aside_at timestamptz,
    aside_because text,
    primary key (guild_id, timer_id)
);
create index timer_ready on timer (ready_at);
create index timer_guild_ready on timer (guild_id, ready_at);
create index timer_subject on timer (guild_id, kind, subject);
select protect('timer');
create policy worker_claims on timer for update to ${service}_worker using (true) with check (true);
grant select, insert, delete, update (user_id) on timer to ${service};
grant select (timer_id, user_id, kind, due_at, attempt, failures, ready_at, aside_at),
    update (attempt, failures, ready_at, aside_at, aside_because) on timer to ${service}_worker;

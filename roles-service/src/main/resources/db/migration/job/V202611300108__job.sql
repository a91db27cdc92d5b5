-- Work on all members of a guild, a page at a time. The cursor moves in the transaction of the page that
-- it has done; a timer does the next page, so whoever claims it goes on.
create table role_job (
    guild_id bigint not null,
    job_id bigint generated always as identity,
    kind text not null,
    subject text not null,
    title text not null,
    params text not null,
    user_id bigint not null,
    state text not null default 'running' check (state in ('running', 'paused', 'done', 'cancelled', 'failed')),
    why text not null default '',
    cursor bigint not null default 0,
    looked bigint not null default 0,
    total bigint not null,
    ordered bigint not null default 0,
    generation bigint not null default 0,
    failures int not null default 0,
    worked_seconds double precision not null default 0,
    resumed_at timestamptz not null,
    looked_all_at timestamptz,
    started_at timestamptz not null,
    ended_at timestamptz,
    primary key (guild_id, job_id),
    constraint role_job_ended check ((ended_at is not null) = (state in ('done', 'cancelled', 'failed')))
) with (fillfactor = 80);
select protect('role_job', critical => true);
grant select, insert, update, delete on role_job to ${service};
create unique index role_job_subject on role_job (guild_id, kind, subject) where state in ('running', 'paused');

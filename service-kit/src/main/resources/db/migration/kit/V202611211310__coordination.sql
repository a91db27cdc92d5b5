-- Who leads. Redis decides who tries; the epoch, which only ever grows, decides who writes.
create table lease (
    name text primary key,
    epoch bigint not null,
    holder text not null,
    since timestamptz not null
);
grant select, insert, update on lease to ${service}_worker;

-- A job's instants: enqueued by the leader, done by whoever claims them.
create table job_run (
    job text not null,
    scheduled_for timestamptz not null,
    attempt int not null default 0,
    ready_at timestamptz not null,
    done_at timestamptz,
    failure text,
    primary key (job, scheduled_for)
);
create index job_run_open on job_run (ready_at) where done_at is null;
grant select, insert, update, delete on job_run to ${service}_worker;

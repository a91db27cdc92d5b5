-- Which roles a job changes, how it can be started again, and how many of its changes Discord had not let
-- us make when it ended.
alter table role_job
    add roles bigint[] not null default '{}',
    add restart text not null default '',
    add blocked bigint not null default 0;

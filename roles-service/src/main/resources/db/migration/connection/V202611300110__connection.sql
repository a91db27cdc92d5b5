-- Rules by which members get roles, what became of each rule and when, and what is being made.

-- A rule that is deleted stays for 30 days, marked. A row that is missing deletes nothing and takes
-- no role: roles are taken by withdrawals, and the journal brings the rule back.
create table rule (
    guild_id bigint not null,
    rule_id int not null check (rule_id > 0),
    role_id bigint not null,
    condition text not null,
    mode text not null check (mode in ('while', 'keep')),
    state text not null check (state in ('active', 'paused', 'deleted')),
    paused_because text,
    allowed_by bigint not null,
    generation bigint not null,
    flips_at timestamptz,
    created_at timestamptz not null,
    created_by bigint not null,
    changed_at timestamptz not null,
    changed_by bigint not null,
    deleted_at timestamptz,
    leaving text check (leaving in ('take', 'keep')),
    primary key (guild_id, rule_id),
    constraint rule_paused check ((state = 'paused') = (paused_because is not null)),
    constraint rule_deleted check ((state = 'deleted') = (deleted_at is not null)),
    constraint rule_leaving check ((state = 'deleted') = (leaving is not null))
);
select protect('rule', critical => true);
grant select, insert, update, delete on rule to ${service};

-- What each rule was after each change of it; append-only for the service.
create table rule_journal (
    guild_id bigint not null,
    entry_id bigint generated always as identity,
    at timestamptz not null,
    rule_id int not null,
    action text not null check (action in ('saved', 'changed', 'paused', 'resumed', 'deleted', 'restored', 'expired', 'lost')),
    role_id bigint not null,
    condition text not null,
    mode text not null,
    made_by bigint not null,
    because text,
    operation text,
    primary key (guild_id, entry_id)
);
select protect('rule_journal', critical => true);
grant select, insert on rule_journal to ${service};
create index rule_journal_rule on rule_journal (guild_id, rule_id, entry_id);

-- A rule that is deleted past the service: when, and by whom.
create function note_lost_rule() returns trigger language plpgsql security definer as $$
begin
    insert into rule_journal (guild_id, at, rule_id, action, role_id, condition, mode, made_by, because)
    values (old.guild_id, clock_timestamp(), old.rule_id, 'lost', old.role_id, old.condition, old.mode, 0,
        'deleted in the database by ' || session_user);
    return null;
end $$;
revoke execute on function note_lost_rule from public;
do $$ begin
    execute format('alter function note_lost_rule set search_path = %I, pg_temp', current_schema());
end $$;
create trigger lost after delete on rule for each row
    when (coalesce(current_setting('app.operation', true), '') = '') execute function note_lost_rule();

-- A rule that somebody is making or changing; thrown away after a day.
create table rule_draft (
    guild_id bigint not null,
    draft_id bigint generated always as identity,
    user_id bigint not null,
    rule_id int,
    generation bigint,
    role_id bigint not null,
    mode text not null check (mode in ('while', 'keep')),
    condition text,
    joining text not null default 'and' check (joining in ('and', 'or')),
    held text,
    held_joining text check (held_joining in ('and', 'or')),
    picking text check (picking in ('has', 'lacks')),
    made_at timestamptz not null,
    primary key (guild_id, draft_id)
);
select protect('rule_draft');
grant select, insert, update, delete on rule_draft to ${service};

-- Who would gain or lose the role, or is not known, by a draft: the lines of its file.
create table rule_preview (
    guild_id bigint not null,
    draft_id bigint not null,
    user_id bigint not null,
    outcome text not null check (outcome in ('gains', 'loses', 'unknown')),
    made_at timestamptz not null,
    primary key (guild_id, draft_id, user_id),
    foreign key (guild_id, draft_id) references rule_draft on delete cascade
);
select protect('rule_preview');
grant select, insert, delete on rule_preview to ${service};

-- What members have, as economy-service tells it; of the shape that the kit's FollowedFact shows.
create table rule_fact_balance (
    guild_id bigint not null,
    user_id bigint not null,
    value bigint,
    as_of timestamptz not null,
    cursor text,
    primary key (guild_id, user_id)
);
select protect('rule_fact_balance');
grant select, insert, update, delete on rule_fact_balance to ${service};

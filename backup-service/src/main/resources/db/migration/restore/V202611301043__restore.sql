-- Restores of a guild: what was looked at, down to a hash of each row that would change, and what was done.
create table restore (
    guild_id bigint not null,
    restore_id bigint generated always as identity,
    snapshot_id bigint not null,
    undo_snapshot_id bigint,
    features text[] not null,
    user_id bigint not null,
    state text not null default 'planned' check (state in ('planned', 'done')),
    diff_hash text not null,
    summary jsonb not null default '{}',
    taken_at timestamptz not null,
    planned_at timestamptz not null,
    done_at timestamptz,
    primary key (guild_id, restore_id),
    constraint restore_done check ((state = 'done') = (done_at is not null and undo_snapshot_id is not null))
);
select protect('restore');
grant select, insert, delete, update (user_id) on restore to ${service};

-- Who claims which role for whom. A mirror of Discord's members and roles, kept by events, says what is
-- so; claims say what is wanted; an assignment says what we do about it.

-- Members as Discord last told of them. Losing a row loses nothing: it is read again.
create table member (
    guild_id bigint not null,
    user_id bigint not null,
    bot boolean not null default false,
    roles bigint[] not null,
    joined_at timestamptz,
    pending boolean not null default false,
    boosting_since timestamptz,
    as_of timestamptz not null,
    primary key (guild_id, user_id)
) with (fillfactor = 80);
select protect('member');
grant select, insert, update, delete on member to ${service};

-- Roles as Discord last told of them. One that is gone stays, marked: rules and menus name it.
create table guild_role (
    guild_id bigint not null,
    role_id bigint not null,
    name text not null,
    position int not null,
    permissions bigint not null,
    managed boolean not null,
    deleted_at timestamptz,
    as_of timestamptz not null,
    primary key (guild_id, role_id)
);
select protect('guild_role');
grant select, insert, update, delete on guild_role to ${service};

-- What each source wants. A claim that was withdrawn stays as the record of it: a role is taken because
-- of that record, never because a row is missing.
create table claim (
    guild_id bigint not null,
    user_id bigint not null,
    role_id bigint not null,
    source text not null,
    kind text not null check (kind in ('claim', 'veto')),
    since timestamptz not null,
    until timestamptz,
    generation bigint not null,
    on_undo text not null check (on_undo in ('give-back', 'let-go')),
    reason text not null,
    written_at timestamptz not null,
    withdrawn_at timestamptz,
    withdrawn_because text,
    primary key (guild_id, user_id, role_id, source),
    constraint claim_withdrawn check ((withdrawn_at is null) = (withdrawn_because is null))
) with (fillfactor = 80);
select protect('claim', critical => true);
grant select, insert, update, delete on claim to ${service};
create index claim_source on claim (guild_id, source) where withdrawn_at is null;

-- What is wanted of a member's role in all: have, lack, or nothing any more (null: it is not ours to
-- touch). "claims" and "vetoes" name the sources of those that stand, a second entry beside each claim
-- row: where rows were lost the two do not fit, nothing is taken, and it is known whose are missing.
create table assignment (
    guild_id bigint not null,
    user_id bigint not null,
    role_id bigint not null,
    wanted text check (wanted in ('have', 'lack')),
    claims text[] not null default '{}',
    vetoes text[] not null default '{}',
    state text not null default 'settled'
        check (state in ('settled', 'pending', 'sent', 'blocked', 'left-alone')),
    sent text check (sent in ('have', 'lack')),
    urgent boolean not null default false,
    generation bigint not null default 0,
    undone int not null default 0,
    undone_by bigint,
    why text,
    settled_at timestamptz,
    changed_at timestamptz not null,
    primary key (guild_id, user_id, role_id),
    constraint assignment_sent check ((state = 'sent') = (sent is not null))
) with (fillfactor = 80);
select protect('assignment', critical => true);
grant select, insert, update, delete on assignment to ${service};
-- The worker finds the guilds where something waits.
grant select (state) on assignment to ${service}_worker;
create index assignment_pending on assignment (guild_id, urgent desc, changed_at) where state = 'pending';
create index assignment_sent on assignment (guild_id) where state = 'sent';

-- What happened to members' roles, by whom and why; append-only for the service.
create table journal (
    guild_id bigint not null,
    entry_id bigint generated always as identity,
    at timestamptz not null,
    user_id bigint not null,
    role_id bigint not null,
    action text not null,
    source text,
    made_by bigint,
    reason text not null default '',
    operation text,
    primary key (guild_id, entry_id)
);
select protect('journal');
grant select, insert, delete on journal to ${service};
create index journal_member on journal (guild_id, user_id, role_id, entry_id);

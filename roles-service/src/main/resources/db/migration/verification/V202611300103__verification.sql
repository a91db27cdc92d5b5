-- How a guild verifies its members.
create table verification_setup (
    guild_id bigint not null,
    role_id bigint not null,
    way text not null check (way in ('button', 'question', 'picture', 'approval')),
    channel_id bigint not null,
    staff_channel_id bigint,
    quarantine_role_id bigint,
    panel_message_id bigint,
    active boolean not null,
    set_at timestamptz not null,
    primary key (guild_id)
);
select protect('verification_setup');
grant select, insert, update, delete on verification_setup to ${service};

-- What members are asked; each answer that counts, in its normal form.
create table verification_question (
    guild_id bigint not null,
    position int not null check (position between 1 and 3),
    question text not null,
    answers text[] not null check (cardinality(answers) between 1 and 25),
    primary key (guild_id, position)
);
select protect('verification_question');
grant select, insert, update, delete on verification_question to ${service};

-- Who is verified. A row that is missing takes nobody's role: only a withdrawn claim does.
create table verified_member (
    guild_id bigint not null,
    user_id bigint not null,
    how text not null check (how in ('button', 'question', 'picture', 'approval', 'hand')),
    verified_at timestamptz not null,
    verified_by bigint,
    role_id bigint not null,
    left_at timestamptz,
    written_at timestamptz not null,
    primary key (guild_id, user_id)
);
select protect('verified_member', critical => true);
grant select, insert, update, delete on verified_member to ${service};

-- What a member is to solve now, one each. The code of a picture is not here: it follows from the nonce
-- and the service's key. The nonce changes with every answer, so that each counts once.
create table challenge (
    guild_id bigint not null,
    user_id bigint not null,
    way text not null check (way in ('question', 'picture')),
    nonce text not null,
    expires_at timestamptz not null,
    failures int not null default 0,
    paused_until timestamptz,
    written_at timestamptz not null,
    primary key (guild_id, user_id)
);
select protect('challenge');
grant select, insert, update, delete on challenge to ${service};

-- Who waits for a moderator's word, one request each.
create table approval_request (
    guild_id bigint not null,
    user_id bigint not null,
    generation bigint not null,
    state text not null check (state in ('open', 'approved', 'denied')),
    asked_at timestamptz not null,
    decided_by bigint,
    decided_at timestamptz,
    written_at timestamptz not null,
    primary key (guild_id, user_id)
);
select protect('approval_request');
grant select, insert, update, delete on approval_request to ${service};

-- Whether too many join at once, since when, and when it was last so; "kept" until somebody ends it.
create table raid_gate (
    guild_id bigint not null,
    generation bigint not null,
    began_at timestamptz not null,
    busy_at timestamptz not null,
    kept boolean not null default false,
    ended_at timestamptz,
    ended_by bigint,
    channel_id bigint,
    message_id bigint,
    primary key (guild_id)
);
select protect('raid_gate');
grant select, insert, update, delete on raid_gate to ${service};

-- Who joined just now, and who of them is held back by the gate of which generation.
create table recent_join (
    guild_id bigint not null,
    user_id bigint not null,
    joined_at timestamptz not null,
    held_by bigint,
    kicked boolean not null default false,
    written_at timestamptz not null,
    primary key (guild_id, user_id)
);
select protect('recent_join');
grant select, insert, update, delete on recent_join to ${service};
create index recent_join_joined on recent_join (guild_id, joined_at);
create index recent_join_held on recent_join (guild_id, held_by, user_id) where held_by is not null;

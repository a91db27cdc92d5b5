-- Menus that members pick roles from. One that was deleted stays for 30 days to be restored.
create table menu (
    guild_id bigint not null,
    menu_id bigint generated always as identity,
    name text not null check (char_length(name) between 1 and 50),
    kind text not null check (kind in ('buttons', 'select', 'reactions')),
    text text not null default '' check (char_length(text) <= 1000),
    most int not null default 0 check (most between 0 and 25),
    required bigint[] not null default '{}' check (cardinality(required) <= 5),
    lasting_minutes bigint check (lasting_minutes between 1 and 527040),
    keeps boolean not null default false,
    revision bigint not null default 1,
    changed_at timestamptz not null,
    deleted_at timestamptz,
    primary key (guild_id, menu_id)
);
select protect('menu');
grant select, insert, update, delete on menu to ${service};
create unique index menu_name on menu (guild_id, lower(name)) where deleted_at is null;

-- A menu's roles from top to bottom. One whose role is gone from Discord stays and is marked when shown.
-- "drawn" is the name that its messages show; empty: it is gone.
create table menu_role (
    guild_id bigint not null,
    menu_id bigint not null,
    role_id bigint not null,
    place int not null,
    drawn text not null default '',
    emoji text not null default '' check (char_length(emoji) <= 60),
    label text not null default '' check (char_length(label) <= 80),
    description text not null default '' check (char_length(description) <= 100),
    primary key (guild_id, menu_id, role_id),
    foreign key (guild_id, menu_id) references menu on delete cascade
);
select protect('menu_role');
grant select, insert, update, delete on menu_role to ${service};

-- Messages that show a menu. Until Discord has taken one, it has no message. "revision" is that of the
-- menu which it shows.
create table menu_post (
    guild_id bigint not null,
    post_id bigint generated always as identity,
    menu_id bigint not null,
    channel_id bigint not null,
    message_id bigint,
    revision bigint not null,
    busy boolean not null default true,
    posted_at timestamptz not null,
    primary key (guild_id, post_id),
    foreign key (guild_id, menu_id) references menu on delete cascade
);
select protect('menu_post');
grant select, insert, update, delete on menu_post to ${service};
create index menu_post_menu on menu_post (guild_id, menu_id);
create unique index menu_post_message on menu_post (guild_id, message_id);

-- What a guild's admins (of guild 0: the operator) were told within the last while: the same thing
-- again is counted here, by whichever instance, until its timer tells the number and ends the row.
create table alert (
    guild_id bigint not null,
    fingerprint text not null,
    since timestamptz not null,
    more int not null default 0,
    primary key (guild_id, fingerprint)
);
select protect('alert');
grant select, insert, update (more), delete on alert to ${service};

-- Rewrites populated tables under FORCE row-level security, as a later release would.
create table kind (
    guild_id bigint not null,
    name text not null,
    primary key (guild_id, name)
);
insert into kind (guild_id, name) select distinct guild_id, 'plain' from tally;
alter table tally add column kind text;
update tally set kind = 'plain', total = total + 100;
alter table tally alter column kind set not null;
alter table tally add foreign key (guild_id, kind) references kind (guild_id, name);
select protect('kind');
grant select on kind to ${service};

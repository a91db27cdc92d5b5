-- When time alone changes what a rule says of somebody, and until when all were looked at for that. Apart
-- from the rule: members wait for each other here, not for what the rule is. Losing a row loses nothing
-- but time: the next change of a member writes it again.
alter table rule drop column flips_at;

create table rule_flip (
    guild_id bigint not null,
    rule_id int not null,
    generation bigint not null,
    flips_at timestamptz,
    looked_until timestamptz not null,
    primary key (guild_id, rule_id)
);
select protect('rule_flip');
grant select, insert, update, delete on rule_flip to ${service};

-- What was shown last is what may be saved.
alter table rule_draft add column shown text, add column shown_mode text check (shown_mode in ('while', 'keep'));

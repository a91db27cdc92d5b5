-- What services order to be done on Discord, and what became of it, for 30 days. A row is claimed
-- before Discord is called and settled before the service is answered; no lock is held in between.
create table effect (
    guild_id bigint not null,
    service text not null,
    key text not null,
    order_hash bytea not null,
    attempt int not null,
    claimed_until timestamptz not null,
    -- Since when nobody knows whether an attempt arrived; null: none did.
    in_doubt_since timestamptz,
    outcome jsonb,
    settled_at timestamptz,
    message_id bigint,
    primary key (guild_id, service, key),
    check ((outcome is null) = (settled_at is null))
);
select protect('effect');
grant select, insert, update, delete on effect to ${service};

-- A message is one effect's and no other's, also when it is found again after a lost answer.
create unique index effect_message on effect (guild_id, message_id);
create index effect_settled on effect (guild_id, settled_at);

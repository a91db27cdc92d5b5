-- The tables of economy-service that a payment touches, column by column, index by index, with the
-- same fill factors, checks and foreign keys; without row-level security, triggers and functions.

create type account_kind as enum ('mint', 'sink', 'member');

create table account (
    guild_id bigint not null,
    account_id bigint not null,
    kind account_kind not null,
    balance bigint not null default 0,
    opened_at timestamptz not null,
    primary key (guild_id, account_id),
    constraint account_bounds check (
        kind = 'mint' or balance >= 0 and (kind = 'sink' or balance <= 1000000000000000))
) with (fillfactor = 70);

create table transfer (
    guild_id bigint not null,
    transfer_id bigint generated always as identity,
    from_account bigint not null,
    to_account bigint not null,
    amount bigint not null,
    from_balance bigint not null,
    to_balance bigint not null,
    reason text not null,
    memo text,
    operation text not null,
    made_at timestamptz not null,
    primary key (guild_id, transfer_id),
    foreign key (guild_id, from_account) references account,
    foreign key (guild_id, to_account) references account,
    constraint transfer_two_accounts check (from_account <> to_account),
    constraint transfer_amount check (amount between 1 and 1000000000000000),
    constraint transfer_words check (length(reason) between 1 and 40 and length(memo) <= 200)
);
create index transfer_from on transfer (guild_id, from_account, transfer_id);
create index transfer_to on transfer (guild_id, to_account, transfer_id);

create table operation (
    guild_id bigint not null,
    slot smallint not null,
    key text not null,
    issued_on date not null,
    request_hash bytea not null,
    user_id bigint not null,
    command text not null,
    began_at timestamptz not null,
    reply json,
    primary key (guild_id, slot, key)
) partition by list (slot);

do $$
begin
    for slot in 0..9 loop
        execute format('create table operation_%s partition of operation for values in (%s) with (fillfactor = 70)', slot, slot);
    end loop;
end $$;

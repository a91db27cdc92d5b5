-- The double-entry ledger. Coins come from the guild's mint and go to its sink; in between they
-- belong to its members. So a guild's accounts always sum to 0.

-- Accounts 1 to 8 are the guild's mint and 9 to 16 its sink: several rows each, or everyone's
-- /daily would queue on one. Members' accounts are numbered behind them.
create sequence account_number start 1001;
grant usage on sequence account_number to ${service};

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
select protect('account', critical => true);
grant select, insert, update (balance) on account to ${service};

-- The only place that says whose an account is. To forget a person is to delete their row here.
create table member_account (
    guild_id bigint not null,
    user_id bigint not null,
    account_id bigint not null,
    primary key (guild_id, user_id),
    unique (guild_id, account_id),
    foreign key (guild_id, account_id) references account
);
select protect('member_account', critical => true);
grant select, insert, delete on member_account to ${service};

-- One row is both postings of a transfer, so that postings that do not sum to 0 cannot be written
-- down. Append-only: the service may neither change nor delete a row.
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
select protect('transfer', critical => true);
grant select, insert on transfer to ${service};

-- What an account's owner sees: what came (+) or went (-), and what there was afterwards.
create view posting with (security_invoker = true) as
select guild_id, from_account as account_id, transfer_id, to_account as counterpart,
       -amount as amount, from_balance as balance, reason, memo, made_at
from transfer
union all
select guild_id, to_account, transfer_id, from_account,
       amount, to_balance, reason, memo, made_at
from transfer;
grant select on posting to ${service};

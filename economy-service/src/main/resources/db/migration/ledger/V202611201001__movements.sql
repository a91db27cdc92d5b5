-- How coins move. No deadlock is possible between these functions when a transaction calls one of
-- them: each first inserts the rows that are missing, stripes before members and members by user,
-- and then locks rows by account, stripes before members again; nobody who holds a row waits for
-- somebody's insert.

-- 'sent', 'insufficient' (the giver has less) or 'full' (the taker can hold no more); with the
-- balances as they are then. Whatever is not 'sent' has changed nothing.
create type moved as (outcome text, from_balance bigint, to_balance bigint);

-- The stripe of this connection: the same one throughout a transaction, so that no transaction
-- waits for a second stripe of the same kind.
create function mint_account() returns bigint language sql stable
    as $$ select 1 + pg_backend_pid() % 8 $$;
create function sink_account() returns bigint language sql stable
    as $$ select 9 + pg_backend_pid() % 8 $$;

create function account_of(member bigint) returns bigint language plpgsql stable as $$
begin
    return (
        select m.account_id from member_account m
        where m.guild_id = app_guild() and m.user_id = member);
end $$;

-- The only function that changes a balance, and the only one that writes a transfer. The caller has
-- locked both rows.
create function transfer_coins(giver bigint, taker bigint, coins bigint, reason text, memo text)
returns moved language plpgsql as $$
#variable_conflict use_variable
declare
    guild constant bigint := app_guild();
    most constant bigint := 1000000000000000;
    result moved;
begin
    update account a set balance = a.balance - coins
    where a.guild_id = guild and a.account_id = giver and (a.kind = 'mint' or a.balance >= coins)
    returning a.balance into result.from_balance;
    if not found then
        select 'insufficient', a.balance into result.outcome, result.from_balance
        from account a where a.guild_id = guild and a.account_id = giver;
        return result;
    end if;

    update account a set balance = a.balance + coins
    where a.guild_id = guild and a.account_id = taker
      and (a.kind <> 'member' or a.balance <= most - coins)
    returning a.balance into result.to_balance;
    if not found then
        update account a set balance = a.balance + coins
        where a.guild_id = guild and a.account_id = giver
        returning a.balance into result.from_balance;
        result.outcome := 'full';
        return result;
    end if;

    insert into transfer (
        guild_id, from_account, to_account, amount, from_balance, to_balance,
        reason, memo, operation, made_at)
    values (
        guild, giver, taker, coins, result.from_balance, result.to_balance,
        reason, memo, app_operation(), work_now());
    result.outcome := 'sent';
    return result;
end $$;

-- In the one global order, without which two people who pay each other at the same moment wait for
-- each other for ever.
create function lock_accounts(variadic accounts bigint[]) returns void language plpgsql as $$
begin
    perform from account a
    where a.guild_id = app_guild() and a.account_id = any (accounts)
    order by a.account_id
    for update;
end $$;

create function move_coins(giver bigint, taker bigint, coins bigint, reason text, memo text)
returns moved language plpgsql as $$
begin
    perform lock_accounts(giver, taker);
    return transfer_coins(giver, taker, coins, reason, memo);
end $$;

-- Opens what is missing: the guild's stripes and the members' accounts. Everyone's first coins are
-- minted in a transfer of their own, once all that is missing is inserted. What another transaction
-- is inserting is waited for, and then left as it is.
create function open_accounts(starting_balance bigint, variadic members bigint[])
returns void language plpgsql as $$
#variable_conflict use_variable
declare
    guild constant bigint := app_guild();
    member bigint;
    opened bigint;
    all_opened bigint[] := '{}';
begin
    if not exists (select from account a where a.guild_id = guild and a.account_id = 1) then
        insert into account (guild_id, account_id, kind, opened_at)
        select guild, stripe, (case when stripe <= 8 then 'mint' else 'sink' end)::account_kind, work_now()
        from generate_series(1, 16) stripe
        on conflict do nothing;
    end if;
    for member in select distinct one from unnest(members) one order by one loop
        with claimed as (
            insert into member_account (guild_id, user_id, account_id)
            values (guild, member, nextval('account_number'))
            on conflict do nothing
            returning account_id)
        insert into account (guild_id, account_id, kind, opened_at)
        select guild, claimed.account_id, 'member', work_now() from claimed
        returning account_id into opened;
        if found then
            all_opened := all_opened || opened;
        end if;
    end loop;
    if starting_balance > 0 then
        foreach opened in array all_opened loop
            perform move_coins(mint_account(), opened, starting_balance, 'ledger.start', null);
        end loop;
    end if;
end $$;

-- The member's account, opened when they have none.
create function open_account(member bigint, starting_balance bigint)
returns bigint language plpgsql as $$
begin
    if account_of(member) is null then
        perform open_accounts(starting_balance, member);
    end if;
    return account_of(member);
end $$;

-- From a member to another.
create function pay(
    payer bigint, payee bigint, coins bigint, starting_balance bigint, reason text, memo text)
returns moved language plpgsql as $$
declare
    giver bigint := account_of(payer);
    taker bigint := account_of(payee);
begin
    if giver is null or taker is null then
        perform open_accounts(starting_balance, payer, payee);
        giver := account_of(payer);
        taker := account_of(payee);
    end if;
    return move_coins(giver, taker, coins, reason, memo);
end $$;

create function accounts_of(members bigint[]) returns bigint[] language plpgsql stable as $$
begin
    return array(
        select (select m.account_id from member_account m
                where m.guild_id = app_guild() and m.user_id = each.member)
        from unnest(members) with ordinality as each (member, place)
        order by place);
end $$;

-- From members to others, as if one payment after the other; each under an operation of its own. All
-- rows are locked before the first coin moves.
create function pay_all(
    payers bigint[], payees bigint[], amounts bigint[], reasons text[], memos text[],
    operations text[], starting_balance bigint)
returns setof moved language plpgsql as $$
declare
    givers bigint[] := accounts_of(payers);
    takers bigint[] := accounts_of(payees);
begin
    if array_position(givers || takers, null) is not null then
        perform open_accounts(starting_balance, variadic payers || payees);
        givers := accounts_of(payers);
        takers := accounts_of(payees);
    end if;
    perform lock_accounts(variadic givers || takers);
    for one in 1..cardinality(payers) loop
        perform set_config('app.operation', operations[one], true);
        return next transfer_coins(
            givers[one], takers[one], amounts[one], reasons[one], memos[one]);
    end loop;
end $$;

-- New coins for a member.
create function mint_coins(
    payee bigint, coins bigint, starting_balance bigint, reason text, memo text)
returns moved language plpgsql as $$
begin
    return move_coins(mint_account(), open_account(payee, starting_balance), coins, reason, memo);
end $$;

-- A member's coins out of the world.
create function sink_coins(
    payer bigint, coins bigint, starting_balance bigint, reason text, memo text)
returns moved language plpgsql as $$
begin
    return move_coins(open_account(payer, starting_balance), sink_account(), coins, reason, memo);
end $$;

-- Mints or sinks the difference to what a member shall have; 'unchanged' when there is none.
create function set_coins(
    member bigint, wanted bigint, starting_balance bigint, reason text, memo text)
returns moved language plpgsql as $$
declare
    theirs bigint := open_account(member, starting_balance);
    missing bigint;
begin
    -- Which stripe is needed is known only once the balance can no longer change: all are locked.
    perform lock_accounts(mint_account(), sink_account(), theirs);
    select wanted - a.balance into strict missing
    from account a where a.guild_id = app_guild() and a.account_id = theirs;
    return case
        when missing > 0 then move_coins(mint_account(), theirs, missing, reason, memo)
        when missing < 0 then move_coins(theirs, sink_account(), -missing, reason, memo)
        else row('unchanged', wanted, wanted)::moved
    end;
end $$;

-- Payments that share a transaction: everybody's rows are locked, the payments are made one after
-- the other on what those rows hold, and each row and all transfers are written once. What it does
-- is what transfer_coins would have done for each (a test compares them), for a part of the work.
create or replace function pay_all(
    payers bigint[], payees bigint[], amounts bigint[], reasons text[], memos text[],
    operations text[], starting_balance bigint)
returns setof moved language plpgsql as $$
declare
    guild constant bigint := app_guild();
    most constant bigint := 1000000000000000;
    givers bigint[] := accounts_of(payers);
    takers bigint[] := accounts_of(payees);
    accounts bigint[];
    before bigint[];
    balances bigint[];
    giver int;
    taker int;
    -- An array that is first written in its middle begins there.
    outcomes text[] := array_fill(null::text, array[cardinality(payers)]);
    from_balances bigint[] := array_fill(null::bigint, array[cardinality(payers)]);
    to_balances bigint[] := from_balances;
    written int;
begin
    if array_position(givers || takers, null) is not null then
        perform open_accounts(starting_balance, variadic payers || payees);
        givers := accounts_of(payers);
        takers := accounts_of(payees);
    end if;
    select array_agg(locked.account_id), array_agg(locked.balance) into accounts, before
    from (
        select a.account_id, a.balance from account a
        where a.guild_id = guild and a.account_id = any (givers || takers)
        order by a.account_id
        for update) locked;
    balances := before;
    for one in 1..cardinality(payers) loop
        giver := array_position(accounts, givers[one]);
        taker := array_position(accounts, takers[one]);
        outcomes[one] := case
            when balances[giver] < amounts[one] then 'insufficient'
            when balances[taker] > most - amounts[one] then 'full'
            else 'sent' end;
        if outcomes[one] = 'sent' then
            balances[giver] := balances[giver] - amounts[one];
            balances[taker] := balances[taker] + amounts[one];
            to_balances[one] := balances[taker];
        end if;
        from_balances[one] := balances[giver];
    end loop;

    update account a set balance = each.balance
    from unnest(accounts, before, balances) as each (account_id, before, balance)
    where a.guild_id = guild and a.account_id = each.account_id and a.balance = each.before;
    get diagnostics written = row_count;
    if written <> coalesce(cardinality(accounts), 0) then
        raise '% of % accounts were written', written, cardinality(accounts);
    end if;

    insert into transfer (
        guild_id, from_account, to_account, amount, from_balance, to_balance,
        reason, memo, operation, made_at)
    select guild, each.giver, each.taker, each.amount, each.from_balance, each.to_balance,
           each.reason, each.memo, each.operation, work_now()
    from unnest(givers, takers, amounts, from_balances, to_balances,
                reasons, memos, operations, outcomes)
        with ordinality as each (giver, taker, amount, from_balance, to_balance,
                                 reason, memo, operation, outcome, place)
    where each.outcome = 'sent'
    order by each.place;

    return query
        select each.outcome, each.from_balance, each.to_balance
        from unnest(outcomes, from_balances, to_balances) as each (outcome, from_balance, to_balance);
end $$;

-- Whose accounts a restore brings back, and with how many coins: those of the snapshot, whose rows the
-- restore has put into temporary tables, without people who were forgotten since.
create function restored_members()
returns table (user_id bigint, account_id bigint, balance bigint) language plpgsql stable as $$
#variable_conflict use_column
begin
    return query
        select m.user_id, m.account_id, a.balance
        from pg_temp.${service}__member_account m
        join pg_temp.${service}__account a using (guild_id, account_id)
        where m.guild_id = app_guild() and not exists (
            select from tombstone t
            where t.guild_id = m.guild_id and t.user_id = m.user_id and t.forgotten_at >= a.opened_at);
end $$;

-- What an account holds by its postings, which nothing but a transfer changes.
create function posted_coins() returns table (account_id bigint, kind account_kind, coins bigint) language sql stable as $$
    select a.account_id, a.kind, coalesce(sum(p.amount), 0)::bigint
    from account a left join posting p using (guild_id, account_id)
    where a.guild_id = app_guild()
    group by a.account_id, a.kind
$$;

-- Leads every member's account back to its balance in the snapshot, 0 where the snapshot has none, by one
-- transfer each; no transfer is changed. An account that was deleted or tampered with first counts what its
-- postings sum to, so balances equal their postings afterwards. Called by a restore, which holds the guild.
-- A preview changes nothing. Either way: who has more or less than before.
create function compensate_ledger(preview boolean)
returns table (user_id bigint, before bigint, after bigint) language plpgsql as $$
#variable_conflict use_column
declare
    guild constant bigint := app_guild();
begin
    return query
        select user_id, coalesce(today.balance, 0), coalesce(kept.balance, 0)
        from restored_members() kept
        full join (
            select m.user_id, a.balance from member_account m left join account a using (guild_id, account_id)
            where m.guild_id = guild) today using (user_id)
        where coalesce(today.balance, 0) <> coalesce(kept.balance, 0);
    if preview then
        return;
    end if;

    insert into account (guild_id, account_id, kind, opened_at)
    select guild, s.account_id, s.kind::text::account_kind, s.opened_at
    from pg_temp.${service}__account s where s.guild_id = guild
    on conflict do nothing;
    -- One that was opened later and deleted has postings and no row.
    insert into account (guild_id, account_id, kind, opened_at)
    select guild, p.account_id, 'member', min(p.made_at) from posting p
    where p.guild_id = guild and p.account_id > 16
    group by p.account_id
    on conflict do nothing;
    insert into account (guild_id, account_id, kind, opened_at)
    select guild, stripe, (case when stripe <= 8 then 'mint' else 'sink' end)::account_kind, work_now()
    from generate_series(1, 16) stripe
    where exists (select from account a where a.guild_id = guild)
    on conflict do nothing;

    with total as (
        select account_id, kind, coins from posted_coins()
    ), target as (
        select account_id, coalesce(balance, 0) as wanted, coalesce(balance, 0) - coins as missing
        from total left join restored_members() using (account_id)
        where kind = 'member'
    ), moved as (
        select account_id, wanted, missing,
               sum(greatest(missing, 0)) over so_far as minted, sum(greatest(-missing, 0)) over so_far as sunk
        from target where missing <> 0
        window so_far as (order by account_id)
    )
    insert into transfer (
        guild_id, from_account, to_account, amount, from_balance, to_balance, reason, memo, operation, made_at)
    select guild,
           case when missing > 0 then 1 else account_id end,
           case when missing > 0 then account_id else 9 end,
           abs(missing),
           case when missing > 0 then (select coins from total where account_id = 1) - minted else wanted end,
           case when missing > 0 then wanted else (select coins from total where account_id = 9) + sunk end,
           'ledger.restore', null, app_operation(), work_now()
    from moved
    order by account_id;

    update account a set balance = total.coins
    from posted_coins() total
    where a.guild_id = guild and a.account_id = total.account_id and a.balance <> total.coins;

    delete from member_account m using restored_members() kept
    where m.guild_id = guild and (m.user_id = kept.user_id or m.account_id = kept.account_id)
      and (m.user_id, m.account_id) <> (kept.user_id, kept.account_id);
    insert into member_account (guild_id, user_id, account_id)
    select guild, user_id, account_id from restored_members()
    on conflict do nothing;

    if (select sum(balance) from account a where a.guild_id = guild) <> 0 then
        raise 'the accounts of guild % do not sum to 0', guild;
    end if;
end $$;

do $$
declare
    restoring regprocedure;
begin
    for restoring in
        select p.oid::regprocedure from pg_proc p
        where p.pronamespace = current_schema()::regnamespace
          and p.proname in ('restored_members', 'posted_coins', 'compensate_ledger')
    loop
        execute format('alter function %s set search_path = %I, pg_temp', restoring, current_schema());
        execute format('revoke execute on function %s from public', restoring);
        execute format('grant execute on function %s to holdfast_restore', restoring);
    end loop;
end $$;

-- Forgets whose an account is, where it was opened until then: what is left on it goes to the sink, its
-- transfers stay, without their memos. So the guild's accounts sum to 0 as before, and nobody is named.
create function forget_member(member bigint, before timestamptz) returns int language plpgsql as $$
declare
    theirs bigint;
    remaining bigint;
begin
    select a.account_id into theirs
    from member_account m join account a using (guild_id, account_id)
    where m.guild_id = app_guild() and m.user_id = member and a.opened_at <= before;
    if theirs is null then
        return 0;
    end if;
    perform lock_accounts(sink_account(), theirs);
    select a.balance into strict remaining
    from account a where a.guild_id = app_guild() and a.account_id = theirs;
    if remaining > 0 then
        perform transfer_coins(theirs, sink_account(), remaining, 'ledger.forget', null);
    end if;
    delete from member_account m where m.guild_id = app_guild() and m.user_id = member and m.account_id = theirs;
    return 1 + forget_memos(theirs);
end $$;

-- Transfers are append-only for the service; this takes the words from them and nothing else.
create function forget_memos(of_account bigint) returns int language plpgsql security definer
    set search_path from current as $$
declare
    forgotten int;
begin
    update transfer t set memo = null
    where t.guild_id = app_guild() and (t.from_account = of_account or t.to_account = of_account)
      and t.memo is not null;
    get diagnostics forgotten = row_count;
    return forgotten;
end $$;
do $$
begin
    execute format('alter function forget_memos(bigint) set search_path = %I, pg_temp', current_schema());
end $$;
revoke execute on function forget_memos from public;
grant execute on function forget_memos to ${service};

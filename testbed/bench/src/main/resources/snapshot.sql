-- Guilds, members and transfers for the bench of snapshots, in the tables that economy-service made. Parameters:
-- %1$d transfers in %2$d guilds. As on real servers a few guilds have most: transfer n is of guild u^3 of all, u
-- being random; each guild has a twentieth as many members. Transfers come as time passes, so that guilds alternate.
set session_replication_role = replica; -- keys fit by how the rows are made
set synchronous_commit = off;
set work_mem = '256MB';
set search_path = economy;

create schema bench;
create table bench.guild as
with share as (
    select n, greatest(3, (%1$d / 20 * (power(n + 1, 1.0 / 3) - power(n, 1.0 / 3)) / power(%2$d, 1.0 / 3))::int) as members
    from generate_series(0, %2$d - 1) n)
select n, 100000000000000000 + n * 180000000000123 as guild_id, members,
    1001 + (sum(members) over (order by n) - members)::bigint as first_account
from share;
alter table bench.guild add primary key (n);
analyze bench.guild;

create table bench.member as
select guild_id, first_account + m as account_id from bench.guild, generate_series(0, members - 1) m;

insert into account (guild_id, account_id, kind, balance, opened_at)
select guild_id, 1, 'mint'::account_kind, 0, now() - interval '100 d' from bench.guild
union all
select guild_id, account_id, 'member', 0, now() - interval '100 d' + account_id * interval '37.123457 s' from bench.member;

insert into member_account (guild_id, user_id, account_id)
select guild_id, 150000000000000000 + account_id * 997000000013, account_id from bench.member;

select setval('account_number', (select max(account_id) from bench.member));

-- Random numbers come from a seed, so that two builds are measured with the same rows.
select setseed(0.13);

create function bench.transfers(first bigint, count bigint, guilds int, evenly boolean) returns void language sql as $$
    insert into transfer (
        guild_id, from_account, to_account, amount, from_balance, to_balance, reason, memo, operation, made_at)
    select guild_id,
        first_account + giver,
        first_account + (giver + 1 + (to_random * (members - 1))::int %% (members - 1)) %% members,
        1 + (amount * amount * 500)::bigint, 100000 + (balance * 4000)::bigint, 100000 + (amount * 4000)::bigint,
        case when kind < 0.7 then 'wallet.pay' when kind < 0.9 then 'daily' else 'shop.buy' end,
        case when kind < 0.05 then 'thanks for the help, ' || (balance * 100000)::int end,
        ((extract(epoch from made_at) * 1000)::bigint - 1420070400000 << 22 | (to_random * 4194303)::bigint)::text,
        made_at
    from (
        select d.*, g.*, least(members - 1, floor(from_random * members)::bigint) as giver
        from (
            select n, random() as from_random, random() as to_random, random() as amount, random() as balance,
                random() as kind, case when evenly then n %% guilds else floor(power(random(), 3) * guilds) end as guild,
                now() - interval '90 d' + n * interval '3.700013 s' as made_at
            from generate_series(first, first + count - 1) n) d
        join bench.guild g on g.n = d.guild::int) drawn
    order by drawn.made_at
$$;

-- What accounts hold follows from what moved, and all that members got came from their guild's mint.
create function bench.settle() returns void language sql as $$
    with moved as (
        select guild_id, account_id, sum(amount) as amount from (
            select guild_id, to_account as account_id, amount from transfer
            union all
            select guild_id, from_account, -amount from transfer) posting
        group by guild_id, account_id)
    update account a set balance = 100000 + moved.amount from moved
    where a.guild_id = moved.guild_id and a.account_id = moved.account_id;

    update account a set balance = -held from (
        select guild_id, sum(balance) as held from account where kind = 'member' group by guild_id) members
    where a.guild_id = members.guild_id and a.kind = 'mint' and a.balance <> -held;
$$;

select bench.transfers(0, %1$d, %2$d, false);
select bench.settle();

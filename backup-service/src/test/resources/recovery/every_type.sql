-- A service's schema with every type that services use or may come to use, and each kind of table. Runs as superuser.
drop schema if exists kinds cascade;
create schema kinds authorization holdfast_owner;
grant usage on schema kinds to holdfast_backup, holdfast_restore;
set role holdfast_owner;
set search_path = kinds;

create table data_map (feature text not null, table_name text primary key, guild_column text, user_column text,
    written_column text, on_restore text not null);
insert into data_map values ('kinds', 'everything', 'guild_id', 'user_id', null, 'replace'),
    ('kinds', 'account', 'guild_id', null, null, 'compensate'), ('kinds', 'transfer', 'guild_id', null, null, 'never'),
    ('kinds', 'operation', 'guild_id', null, null, 'never'), ('kinds', 'outbox', 'guild_id', null, null, 'never'),
    ('kinds', 'tree', 'guild_id', null, null, 'replace'), ('kinds', 'empty', 'guild_id', null, null, 'replace'),
    ('kit', 'data_map', null, null, null, 'never');

create type mood as enum ('calm', 'it''s', 'خۆش');
create domain coins as bigint check (value >= 0);

create table everything (
    guild_id bigint not null, row_id bigint generated always as identity, user_id bigint not null,
    a_text text, a_varchar varchar(40), a_char char(5), a_bytes bytea, a_bool boolean, a_small smallint, an_int int,
    a_numeric numeric(30, 10), a_real real, a_double double precision, a_date date, a_time time(3), a_timetz timetz,
    a_stamp timestamp, a_stamptz timestamptz, an_interval interval, a_uuid uuid, a_json json, a_jsonb jsonb,
    an_inet inet, a_cidr cidr, a_mac macaddr, a_bit bit(5), a_varbit varbit, a_range int8range, a_tsrange tstzrange,
    a_point point, a_tsvector tsvector, an_xid xid8, a_lsn pg_lsn,
    a_mood mood, some_coins coins, texts text[], numbers bigint[][], stamps timestamptz[],
    doubled bigint generated always as (user_id * 2) stored,
    primary key (guild_id, row_id)
);
create table account (guild_id bigint, account_id bigint, balance bigint not null, primary key (guild_id, account_id));
create sequence account_number start 1001;
create table transfer (guild_id bigint, transfer_id bigint generated always as identity, from_account bigint not null,
    to_account bigint not null, amount bigint not null check (amount > 0), primary key (guild_id, transfer_id),
    foreign key (guild_id, from_account) references account, foreign key (guild_id, to_account) references account);
create table outbox (guild_id bigint, effect_id bigint generated always as identity, key uuid not null default gen_random_uuid(),
    primary key (guild_id, effect_id));
create table operation (guild_id bigint, slot smallint, key text, primary key (guild_id, slot, key)) partition by list (slot);
create table operation_0 partition of operation for values in (0);
create table operation_1 partition of operation for values in (1);
create table tree (guild_id bigint, node_id bigint, parent_id bigint, primary key (guild_id, node_id),
    foreign key (guild_id, parent_id) references tree deferrable);
create table empty (guild_id bigint primary key, note text);

do $$ declare target text; begin
    foreach target in array array['everything', 'account', 'transfer', 'outbox', 'operation', 'operation_0', 'operation_1', 'tree', 'empty'] loop
        execute format('alter table %I enable row level security', target);
        execute format('alter table %I force row level security', target);
        execute format('create policy guild on %I using (guild_id = nullif(current_setting(''app.guild'', true), '''')::bigint)', target);
    end loop;
end $$;

-- A hundred guilds, each with values that say whose they are, and names in every script.
insert into everything (guild_id, user_id, a_text, a_varchar, a_char, a_bytes, a_bool, a_small, an_int, a_numeric, a_real,
    a_double, a_date, a_time, a_timetz, a_stamp, a_stamptz, an_interval, a_uuid, a_json, a_jsonb, an_inet, a_cidr, a_mac,
    a_bit, a_varbit, a_range, a_tsrange, a_point, a_tsvector, an_xid, a_lsn, a_mood, some_coins, texts, numbers, stamps)
select g, g * 1000 + n, format('sentinel of guild %s: %s', g, name), left(name, 40), 'ab', decode('00ff0d0a5c', 'hex') || convert_to(name, 'UTF8'),
    n % 2 = 0, -n, -2147483648 + n, case n when 0 then 'NaN' else g || '.0123456789' end::numeric,
    case n when 1 then 'Infinity'::real else n end, case n when 2 then '-Infinity'::double precision else n / 3.0 end,
    case n when 3 then 'infinity' else '2024-02-29' end::date, '23:59:59.999', '12:00:00+05:30',
    case n when 4 then '-infinity' else '0044-03-15 12:00:00 BC' end::timestamp, '2026-11-30 03:00:00.123456+00',
    case n when 5 then '-1 year 2 mons -3 days 04:05:06.789' else '178000000 years' end::interval,
    format('00000000-0000-4000-8000-%s', lpad((g * 100 + n)::text, 12, '0'))::uuid, json_build_object('name', name),
    jsonb_build_object('guild', g, 'name', name, 'nothing', null, 'many', array[1.50, 1e10]),
    '2001:db8::1/64', '10.0.0.0/8', '08:00:2b:01:02:03', b'10101', b'1', int8range(g, null), tstzrange('-infinity', now(), '[]'),
    point(1.5, -2), to_tsvector('simple', 'one two two'), '12345678901', '16/B374D848',
    (enum_range(null::mood))[1 + n % 3], g, array[name, null, '', 'NULL', '{"}'],
    array[[g, n], [-1, 9223372036854775807]], array['infinity'::timestamptz, null]
from generate_series(1, 100) g, unnest(array[
    'Azad', 'سازگار ڕێکخەر', 'عَبْدُ ٱللَّٰه', 'שָׁלוֹם', 'Ольга', 'Ελένη', '中文 名字', '日本語ひらがな', '한국어', 'हिन्दी', 'ไทย', 'বাংলা', 'தமிழ்',
    'ქართული', 'հայերեն', 'አማርኛ', '👩‍👩‍👧‍👦🏳️‍🌈', '𝔉𝔞𝔫𝔠𝔶', 'İstanbul ıI', E'tab\tline\nback\\slash\u200b\u202e', 'x''; drop table everything; --'
    ]) with ordinality names (name, place), lateral (select place - 1) numbered (n);
insert into account select g, a, case a when 0 then -90 else 10 end from generate_series(1, 100) g, generate_series(0, 9) a;
insert into transfer (guild_id, from_account, to_account, amount)
    select 1 + n % 100, n % 10, (n + 1) % 10, 1 + n from generate_series(1, 5000) n;
insert into outbox (guild_id) select g from generate_series(1, 100) g;
insert into operation select g, g % 2, 'key ' || g from generate_series(1, 100) g;
insert into tree select g, n, case n when 1 then 2 when 2 then 1 else 1 end from generate_series(1, 100) g, generate_series(1, 3) n;
select nextval('account_number') from generate_series(1, 10);
grant select on all tables in schema kinds to holdfast_backup;
grant select on all sequences in schema kinds to holdfast_backup;

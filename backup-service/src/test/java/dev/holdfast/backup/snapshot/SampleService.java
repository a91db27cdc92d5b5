package dev.holdfast.backup.snapshot;

import dev.holdfast.kit.testing.Admin;

/** The schema of a service with a small ledger, protected as every service's is. */
public final class SampleService implements AutoCloseable {

    public static final String SCHEMA = "sample";

    private static final String TABLES =
            """
            create role sample nologin;
            create schema sample authorization holdfast_owner;
            grant usage on schema sample to holdfast_backup, sample;
            set role holdfast_owner;
            create table data_map (feature text not null, table_name text primary key, guild_column text, user_column text,
                written_column text, on_restore text not null);
            create table account (guild_id bigint, account_id bigint, kind text not null, balance bigint not null,
                doubled bigint generated always as (balance * 2) stored, primary key (guild_id, account_id));
            create table transfer (guild_id bigint, transfer_id bigint generated always as identity, from_account bigint not null,
                to_account bigint not null, amount bigint not null, memo text, primary key (guild_id, transfer_id));
            create table word (word text primary key, at timestamptz);
            create table shard (guild_id bigint, slot smallint, note jsonb, primary key (guild_id, slot)) partition by list (slot);
            create table shard_0 partition of shard for values in (0);
            create table shard_1 partition of shard for values in (1);
            insert into data_map values ('ledger', 'account', 'guild_id', null, null, 'compensate'),
                ('ledger', 'transfer', 'guild_id', null, null, 'never'), ('word', 'word', null, null, null, 'replace'),
                ('word', 'shard', 'guild_id', null, null, 'replace'), ('kit', 'data_map', null, null, null, 'never');
            grant select on all tables in schema sample to holdfast_backup;
            grant select on all sequences in schema sample to holdfast_backup;
            grant select, insert, update on account to sample;
            grant select, insert on transfer to sample;
            do $$ declare target text; begin
                foreach target in array array['account', 'transfer', 'shard', 'shard_0', 'shard_1'] loop
                    execute format('alter table %I enable row level security', target);
                    execute format('alter table %I force row level security', target);
                    execute format('create policy guild on %I using (guild_id = nullif(current_setting(''app.guild'', true), '''')::bigint)', target);
                end loop;
            end $$;
            reset role;
            """;

    private final Admin admin = new Admin(SCHEMA);

    /** Makes it, empty. */
    public SampleService() {
        close();
        admin.execute(TABLES);
    }

    /** The database past row-level security, in this schema. */
    public Admin admin() {
        return admin;
    }

    /** So many guilds with ten members each, and so many transfers among them, all with coins. */
    public void fill(int guilds, int transfers) {
        admin.execute(
                """
                insert into account (guild_id, account_id, kind, balance)
                select g * 1000, a, case when a = 0 then 'mint' else 'member' end, case when a = 0 then -1000 else 100 end
                from generate_series(1, %d) g, generate_series(0, 10) a
                """
                        .formatted(guilds));
        admin.execute(
                """
                insert into transfer (guild_id, from_account, to_account, amount, memo)
                select (1 + n %% %d) * 1000, n %% 10, (n + 1) %% 10, 1 + n %% 50, 'memo ' || n
                from generate_series(1, %d) n
                """
                        .formatted(guilds, transfers));
        admin.execute("insert into word select 'word ' || n, now() from generate_series(1, 100) n");
        admin.execute(
                "insert into shard select g * 1000, g % 2, '{\"a\": [1, null]}' from generate_series(1, 50) g");
        admin.execute("analyze");
    }

    @Override
    public void close() {
        admin.execute("drop schema if exists sample cascade; drop role if exists sample");
    }
}

-- What the service says of each of its tables: which column is the guild, which the user, what a restore of one guild does
-- with it. The owner writes it after each migration; whoever takes the snapshots reads it.
create table data_map (
    table_name text primary key,
    feature text not null,
    guild_column text,
    user_column text,
    written_column text,
    on_restore text not null
);

-- A change made behind the bot's back says whose rows it took: how many of which guild. What was
-- recorded before says neither, and rows that were added took nothing.
alter table unattributed_change
    add column change text,
    add column affected_guild bigint,
    add column row_count bigint,
    add constraint unattributed_change_kind check (change in ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE')),
    add constraint unattributed_change_rows check ((affected_guild is null) = (row_count is null) and row_count > 0);

-- A script may be megabytes, and a row for each guild repeats it.
create function unattributed_statement() returns text language sql stable
    as $$ select left(current_query(), 2000) $$;

-- Of rows that were added.
create or replace function record_unattributed() returns trigger language plpgsql security definer
    set search_path from current as $$
begin
    insert into unattributed_change (target, statement, change)
    values (tg_table_name, unattributed_statement(), tg_op);
    return null;
end $$;

-- Of rows that are not what they were.
create function record_unattributed_rows() returns trigger language plpgsql security definer
    set search_path from current as $$
begin
    insert into unattributed_change (target, statement, change, affected_guild, row_count)
    select tg_table_name, unattributed_statement(), tg_op, guild_id, count(*) from taken group by guild_id order by guild_id;
    return null;
end $$;

-- Before they go: an emptied table shows its trigger nothing.
create function record_unattributed_truncate() returns trigger language plpgsql security definer
    set search_path from current as $$
begin
    execute format(
        'insert into unattributed_change (target, statement, change, affected_guild, row_count) '
        'select $1, unattributed_statement(), $2, guild_id, count(*) from %I group by guild_id order by guild_id', tg_table_name)
    using tg_table_name, tg_op;
    return null;
end $$;

-- Has the changes of a table recorded that are made without an operation. PostgreSQL keeps the rows
-- of a statement for such a trigger whether it is executed or not; that takes a microsecond.
create function watch(target regclass) returns void language plpgsql as $$
declare
    -- Not app_operation(): a function in here is parsed anew for every statement.
    outside constant text := 'for each statement when (coalesce(current_setting(''app.operation'', true), '''') = '''') execute function ';
begin
    execute format('create or replace trigger unattributed after insert on %s %s record_unattributed()', target, outside);
    execute format(
        'create or replace trigger unattributed_update after update on %s referencing old table as taken %s record_unattributed_rows()',
        target, outside);
    execute format(
        'create or replace trigger unattributed_delete after delete on %s referencing old table as taken %s record_unattributed_rows()',
        target, outside);
    execute format(
        'create or replace trigger unattributed_truncate before truncate on %s %s record_unattributed_truncate()', target, outside);
end $$;

create or replace function protect(target regclass, critical boolean default false) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy guild on %s to ${service} using (guild_id = app_guild()) with check (guild_id = app_guild())', target);
    execute format('create policy worker on %s for select to ${service}_worker using (true)', target);
    execute format('grant select (guild_id) on %s to ${service}_worker', target);
    if critical then
        perform watch(target);
    end if;
end $$;

do $$
declare
    critical regclass;
begin
    for critical in
        select t.tgrelid::regclass from pg_trigger t join pg_class c on c.oid = t.tgrelid
        where t.tgname = 'unattributed' and c.relnamespace = current_schema()::regnamespace
    loop
        perform watch(critical);
    end loop;
end $$;

-- What runs with its owner's rights looks for names in this schema only, temporary tables last, and
-- is called by nobody who was not named.
do $$
declare
    recorder text;
begin
    foreach recorder in array array['record_unattributed', 'record_unattributed_rows', 'record_unattributed_truncate'] loop
        execute format('alter function %I() set search_path = %I, pg_temp', recorder, current_schema());
        execute format('revoke execute on function %I() from public', recorder);
    end loop;
end $$;
revoke execute on function watch from public;

-- Forgets operations that are too old to be accepted again, where two clocks agree on the day: this
-- server's, and Discord's, by a snowflake of today. A server whose clock steps ahead forgets nothing.
-- Empties one partition at a time, since emptying waits for every transaction that uses it, or, of
-- one with newer keys beside the old ones, removes up to 10,000 rows. The worker calls it until it
-- answers 0.
create or replace function forget_old_operations() returns int language plpgsql security definer
    set search_path from current as $$
declare
    today constant date := (work_now() at time zone 'UTC')::date;
    oldest_kept constant date := today - 9;
    confirmed boolean;
    has_old boolean;
    has_newer boolean;
    removed int;
begin
    execute format(
        'select exists (select from %I where issued_on = $1 and key ~ ''^[0-9]'')',
        format('operation_%s', (today - date '2015-01-01') % 10)) into confirmed using today;
    if not confirmed then
        return 0;
    end if;
    for slot in 0..9 loop
        execute format(
            'select exists (select from %1$I where issued_on <= $1), exists (select from %1$I where issued_on > $1)',
            format('operation_%s', slot)) into has_old, has_newer using oldest_kept;
        if has_old and not has_newer then
            execute format('truncate operation_%s', slot);
            return 1;
        end if;
        if has_old then
            execute format(
                'delete from %1$I where ctid = any (array(select ctid from %1$I where issued_on <= $1 limit 10000))',
                format('operation_%s', slot)) using oldest_kept;
            get diagnostics removed = row_count;
            return removed;
        end if;
    end loop;
    return 0;
end $$;

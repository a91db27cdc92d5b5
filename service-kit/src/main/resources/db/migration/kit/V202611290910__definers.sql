-- What runs with its owner's rights looks for names in this schema only, temporary tables last, and
-- is called by nobody who was not named.
do $$
declare
    definer regprocedure;
begin
    for definer in
        select p.oid::regprocedure from pg_proc p
        where p.pronamespace = current_schema()::regnamespace and p.prosecdef
    loop
        execute format('alter function %s set search_path = %I, pg_temp', definer, current_schema());
        execute format('revoke execute on function %s from public', definer);
    end loop;
end $$;

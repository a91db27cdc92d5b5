-- Which feature set a timer, so that a restore of that feature brings it back. Of earlier builds' it is unknown.
alter table timer add column feature text not null default '';

-- What a restore of a guild changes in this schema is an operation of it, which its rows name. Its caller holds
-- the guild's lock.
create function begin_restore(guild bigint, actor bigint, operation_key text, day date)
returns void language plpgsql as $$
#variable_conflict use_variable
declare
    began constant timestamptz := now() + (select c.ahead from clock c);
begin
    perform set_config('app.guild', guild::text, true),
            set_config('app.user', actor::text, true),
            set_config('app.operation', operation_key, true),
            set_config('app.now', began::text, true);
    insert into operation (guild_id, slot, key, issued_on, request_hash, user_id, command, began_at, reply)
    values (guild, (day - date '2015-01-01') % 10, operation_key, day, sha256(operation_key::bytea), actor, 'restore', began, '{"kind":"done"}');
end $$;

-- An order of another service from within the restore's transaction; a row as OutboxStore writes it.
create function order_in_restore(ordered text, payload text, subject text) returns void language plpgsql as $$
begin
    insert into outbox (
        guild_id, user_id, operation, target, effect, reason, expires_at, listener, note, ordered_at, ready_at)
    values (
        app_guild(), app_user(), app_operation(), 'order:' || subject,
        json_build_object('order', ordered, 'payload', payload), '', work_now() + interval '6 days', 'order:', '',
        work_now(), work_now());
end $$;

do $$
declare
    restoring regprocedure;
begin
    for restoring in
        select p.oid::regprocedure from pg_proc p
        where p.pronamespace = current_schema()::regnamespace and p.proname in ('begin_restore', 'order_in_restore')
    loop
        execute format('alter function %s set search_path = %I, pg_temp', restoring, current_schema());
        execute format('revoke execute on function %s from public', restoring);
        execute format('grant execute on function %s to holdfast_restore', restoring);
    end loop;
end $$;

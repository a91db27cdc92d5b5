-- How far a guild's members were read from Discord, page by page.
create table walk (
    guild_id bigint not null primary key,
    last_read bigint not null default 0,
    due_at timestamptz,
    ended_at timestamptz
);
select protect('walk');
grant select, insert, update, delete on walk to ${service};
grant select (due_at) on walk to ${service}_worker;
create index walk_due on walk (due_at) where due_at is not null;

-- Claim rows that were deleted by nobody's operation: the journal says which, and when.
create function record_lost_claims() returns trigger language plpgsql security definer
    set search_path from current as $$
begin
    insert into journal (guild_id, at, user_id, role_id, action, source, reason)
    select guild_id, work_now(), user_id, role_id, 'lost', source, session_user::text
    from lost where withdrawn_at is null;
    return null;
end $$;
do $$
begin
    execute format('alter function record_lost_claims set search_path = %I, pg_temp', current_schema());
end $$;
revoke execute on function record_lost_claims from public;
create trigger lost after delete on claim referencing old table as lost for each statement
    when (coalesce(current_setting('app.operation', true), '') = '') execute function record_lost_claims();

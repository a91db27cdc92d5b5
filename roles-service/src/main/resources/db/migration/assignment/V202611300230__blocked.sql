-- What is blocked is tried again role by role.
create index assignment_blocked on assignment (guild_id, role_id, user_id) where state = 'blocked';

-- A source's claims are read in the order of members, and not sorted each time.
create index claim_of_source on claim (guild_id, source, user_id, role_id) where withdrawn_at is null;
drop index claim_source;

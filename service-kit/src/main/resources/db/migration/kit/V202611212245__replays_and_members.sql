-- How often an operation's stored answer was given again, and when last. Written by replays alone: an
-- operation that is asked for once has no more bytes than before.
alter table operation add column replays int, add column replayed_at timestamptz;
grant update (replays, replayed_at) on operation to ${service};

-- An ended effect is recorded with its target, which may be a person who wants to be forgotten.
grant update (command) on operation to ${service};

-- What a member did is found by what each range of pages holds: a few bytes for an operation, where a tree
-- by member costs each payment a page of its own.
create index operation_member on operation using brin (user_id int8_bloom_ops, began_at)
    with (pages_per_range = 32, autosummarize = on);

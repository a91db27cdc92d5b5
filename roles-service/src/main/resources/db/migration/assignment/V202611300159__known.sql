-- What Discord was last known to have, at "settled_at": events that come soon after may be older.
alter table assignment add column known text check (known in ('have', 'lack'));

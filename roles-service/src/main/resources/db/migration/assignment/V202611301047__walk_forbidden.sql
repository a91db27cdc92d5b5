-- Since when Discord does not let us list a guild's members.
alter table walk add forbidden_since timestamptz;

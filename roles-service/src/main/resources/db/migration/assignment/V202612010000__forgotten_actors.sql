-- Who gave, took or undid something is forgotten when they ask for it; the line stays, with 0 in their
-- place. Whoever is looked for in these columns is found without reading all rows of a guild.
grant update (made_by) on journal to ${service};
create index journal_made_by on journal (guild_id, made_by, at) where made_by is not null;
create index assignment_undone_by on assignment (guild_id, undone_by) where undone_by is not null;

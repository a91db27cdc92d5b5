-- Who has most, in the order in which a leaderboard lists them. A balance that changes moves in this
-- index too, so an update of it is no longer a heap-only one.
create index account_standing on account (guild_id, balance desc, account_id) where kind = 'member';

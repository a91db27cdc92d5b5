-- Rules ask who has been a member for so long at an instant.
create index member_joined on member (guild_id, joined_at, user_id);

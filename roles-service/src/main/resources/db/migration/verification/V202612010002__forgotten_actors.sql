-- Moderators who ask to be forgotten are found without reading all rows of a guild.
create index verified_member_verified_by on verified_member (guild_id, verified_by) where verified_by is not null;
create index approval_request_decided_by on approval_request (guild_id, decided_by) where decided_by is not null;

-- Where an order to tell a guild's admins goes: their notice channel when it was claimed, the same one
-- for as long as nobody knows whether it arrived; null: the owner.
alter table effect add column notice_channel bigint;

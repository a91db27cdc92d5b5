-- When the data of a guild that was left were last forgotten; again and again for as long as it is left, since a
-- restore may bring them back.
alter table membership add column forgotten_at timestamptz;
grant update (forgotten_at) on membership to ${service}_worker;

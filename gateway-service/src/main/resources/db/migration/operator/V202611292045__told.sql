-- An alert that was told stays for 30 days: an order that comes again finds it.
alter table operator_alert add told_at timestamptz;
create index operator_alert_waiting on operator_alert (guild_id, at) where told_at is null;
create index operator_alert_told on operator_alert (guild_id, told_at);
grant update (told_at) on operator_alert to ${service};
grant select (told_at) on operator_alert to ${service}_worker;

-- Effects that a person waits for are claimed before all others. What earlier builds order is patient.
alter table outbox add column urgent boolean not null default false;
create index outbox_urgent_ready on outbox (urgent, ready_at);
grant update (urgent) on outbox to ${service};
grant select (urgent) on outbox to ${service}_worker;

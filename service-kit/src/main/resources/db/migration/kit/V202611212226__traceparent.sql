-- Where in its trace an operation asked for what is done after it, in W3C's words; empty where nobody traces.
alter table outbox add column traceparent text not null default '';
alter table timer add column traceparent text not null default '';
grant select (traceparent) on timer to ${service}_worker;

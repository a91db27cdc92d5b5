-- Operators see why rows were set aside, and have them tried again or dropped in their guild's unit of work.
grant select (operation, aside_because) on outbox to ${service}_worker;
grant select (aside_because) on timer to ${service}_worker;
grant update (ready_at, failures, aside_at, aside_because) on outbox, timer to ${service};

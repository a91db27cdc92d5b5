-- An operator has one refused event told again, or dropped, in its guild's unit of work.
grant delete on refused_event to ${service};
grant insert on parked_event, parked_lane to ${service};
grant update (ready_at) on parked_lane to ${service};

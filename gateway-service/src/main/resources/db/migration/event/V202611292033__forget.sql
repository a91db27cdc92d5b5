-- What waits for a service and is about a person goes when they are forgotten.
grant delete on parked_event to ${service};

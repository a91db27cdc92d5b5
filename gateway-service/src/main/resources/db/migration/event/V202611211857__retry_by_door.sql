-- An operator asks the gateway for it, whose worker may no more than that.
alter function retry_refused_events(text) security definer;
grant execute on function retry_refused_events to ${service}_worker;

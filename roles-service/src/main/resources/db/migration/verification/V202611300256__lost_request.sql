-- Where a request was asked, since the staff channel may be another one later; 'lost': its card never
-- arrived, so nobody could decide.
alter table approval_request
    add column channel_id bigint,
    drop constraint approval_request_state_check,
    add constraint approval_request_state_check check (state in ('open', 'approved', 'denied', 'lost'));

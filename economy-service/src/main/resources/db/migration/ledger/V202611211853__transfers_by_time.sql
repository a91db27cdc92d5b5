-- What was moved when; transfers come in the order of their time, so this is a few bytes for each megabyte.
create index transfer_made on transfer using brin (made_at);

-- How many assignments are stuck is counted over all guilds, of few rows among many.
create index assignment_stuck on assignment (state) where state in ('blocked', 'left-alone');

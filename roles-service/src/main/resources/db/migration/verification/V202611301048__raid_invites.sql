-- What became of pausing invites while the gate is closed.
alter table raid_gate add invites text not null default 'asked' check (invites in ('asked', 'paused', 'refused'));

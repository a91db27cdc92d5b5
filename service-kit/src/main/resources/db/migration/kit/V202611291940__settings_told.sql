-- Which of a guild's stored settings its admins were told that a build refuses: each is told once.
alter table setting add column told text;

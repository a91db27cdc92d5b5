-- How often in a row the reactions could not be read.
alter table menu_post add column read_fails int not null default 0;

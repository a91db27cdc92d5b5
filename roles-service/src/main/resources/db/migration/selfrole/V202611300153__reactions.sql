-- From when on the reactions below a message are to be read again; null: nothing happened unseen.
alter table menu_post add column read_at timestamptz;
grant select (post_id, read_at) on menu_post to ${service}_worker;
create index menu_post_read on menu_post (read_at) where read_at is not null;

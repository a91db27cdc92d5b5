-- What each service could do when it last answered; a service that is away removes nothing.
create table catalog_manifest (
    service text primary key,
    build bigint not null,
    manifest jsonb not null,
    changed_at timestamptz not null
);
grant select, insert, update on catalog_manifest to ${service};

-- Who had a command first, for as long as it offers it.
create table catalog_command (
    path text primary key,
    service text not null
);
grant select, insert, update, delete on catalog_command to ${service};

-- What was last told to Discord, by application.
create table catalog_publication (
    application text primary key,
    hash text not null,
    published_at timestamptz not null
);
grant select, insert, update on catalog_publication to ${service};

package dev.holdfast.local;

import java.util.Optional;

/** Where the services find PostgreSQL and Redis. */
record Backends(String databaseUrl, Optional<String> databaseAdminUrl, String redisUrl) {}

/** Real PostgreSQL and Redis as child processes, for the local stack and for tests. */
@NullMarked
package dev.holdfast.embedded;

import org.jspecify.annotations.NullMarked;

/** Files that keep, line by line, what PostgreSQL cannot take now. */
@NullMarked
package dev.holdfast.health.spool;

import org.jspecify.annotations.NullMarked;

/**
 * Reads tables, catalogues and sequences from PostgreSQL, and writes tuples back. Knows no feature.
 */
@NullMarked
package dev.holdfast.backup.postgres;

import org.jspecify.annotations.NullMarked;

/** The unit of work: verified writes under row-level security, executed once per operation key. */
@NullMarked
package dev.holdfast.kit.database;

import org.jspecify.annotations.NullMarked;

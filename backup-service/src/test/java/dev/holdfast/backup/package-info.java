/** Contracts that hold for all of the backup service. */
@NullMarked
package dev.holdfast.backup;

import org.jspecify.annotations.NullMarked;

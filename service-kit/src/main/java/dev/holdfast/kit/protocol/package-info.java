/** The records that travel between gateway and services, guarded by golden JSON files. */
@NullMarked
package dev.holdfast.kit.protocol;

import org.jspecify.annotations.NullMarked;

/** The records that gateway and services exchange as JSON, guarded by golden files. */
@NullMarked
package dev.holdfast.kit.protocol;

import org.jspecify.annotations.NullMarked;

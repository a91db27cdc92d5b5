/** Discord's JSON shapes, built from the world's records. */
@NullMarked
package dev.holdfast.sandbox.wire;

import org.jspecify.annotations.NullMarked;

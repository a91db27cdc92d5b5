/** Keeps the claims on what takes its time, and tells how far it is. */
@NullMarked
package dev.holdfast.kit.progress;

import org.jspecify.annotations.NullMarked;

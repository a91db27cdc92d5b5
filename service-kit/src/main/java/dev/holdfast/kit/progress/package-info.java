/** Claims on long work, renewed while the process lives, and its progress. */
@NullMarked
package dev.holdfast.kit.progress;

import org.jspecify.annotations.NullMarked;

/** Settings of a guild: a typed record with defaults per feature. */
@NullMarked
package dev.holdfast.kit.settings;

import org.jspecify.annotations.NullMarked;

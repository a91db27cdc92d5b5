/** The sentences people read: one bundle per feature. */
@NullMarked
package dev.holdfast.kit.text;

import org.jspecify.annotations.NullMarked;

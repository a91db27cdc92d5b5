/**
 * The sentences people read, one bundle per feature; numbers that people type; text that people
 * write.
 */
@NullMarked
package dev.holdfast.kit.text;

import org.jspecify.annotations.NullMarked;

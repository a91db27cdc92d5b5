/** What operators ask, and what they are told. */
@NullMarked
package dev.holdfast.health.operator;

import org.jspecify.annotations.NullMarked;

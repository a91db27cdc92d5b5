/**
 * What operators ask by REST, with {@code holdfastctl}: how everything is, and whether to go on.
 */
@NullMarked
package dev.holdfast.health.operator;

import org.jspecify.annotations.NullMarked;

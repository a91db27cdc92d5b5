/** Folds what is wrong into incidents: one cause, one incident, its root named. */
@NullMarked
package dev.holdfast.health.incident;

import org.jspecify.annotations.NullMarked;

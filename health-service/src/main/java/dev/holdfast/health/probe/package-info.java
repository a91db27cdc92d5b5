/** Probes every instance, PostgreSQL, Redis and Discord, and says how each is. */
@NullMarked
package dev.holdfast.health.probe;

import org.jspecify.annotations.NullMarked;

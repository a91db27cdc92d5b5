/** Tells operators of incidents on every route, each once, until they arrive. */
@NullMarked
package dev.holdfast.health.alert;

import org.jspecify.annotations.NullMarked;

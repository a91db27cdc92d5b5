/** Turns what commands answer into the JSON that Discord expects of a message. */
@NullMarked
package dev.holdfast.gateway.rendering;

import org.jspecify.annotations.NullMarked;

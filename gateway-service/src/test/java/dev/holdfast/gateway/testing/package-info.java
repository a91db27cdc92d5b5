/** A real local Discord as a process, and a small economy that really speaks the kit's REST. */
@NullMarked
package dev.holdfast.gateway.testing;

import org.jspecify.annotations.NullMarked;

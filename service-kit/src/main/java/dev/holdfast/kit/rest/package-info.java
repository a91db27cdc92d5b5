/** The border of a service's REST: what comes in is whole, and what is refused is described. */
@NullMarked
package dev.holdfast.kit.rest;

import org.jspecify.annotations.NullMarked;

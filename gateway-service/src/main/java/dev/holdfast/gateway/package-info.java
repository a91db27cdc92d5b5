/** The only service that speaks Discord. */
@NullMarked
package dev.holdfast.gateway;

import org.jspecify.annotations.NullMarked;

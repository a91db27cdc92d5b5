/** Where services ask each other: facts and orders, handed on to whoever has them. */
@NullMarked
package dev.holdfast.gateway.relay;

import org.jspecify.annotations.NullMarked;

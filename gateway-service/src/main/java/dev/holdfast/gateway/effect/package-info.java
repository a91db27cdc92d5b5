/** Executes effects that services order on Discord: each one once, with a stored outcome. */
@NullMarked
package dev.holdfast.gateway.effect;

import org.jspecify.annotations.NullMarked;

/** What services order to be done on Discord: each thing once, with an outcome that is kept. */
@NullMarked
package dev.holdfast.gateway.effect;

import org.jspecify.annotations.NullMarked;

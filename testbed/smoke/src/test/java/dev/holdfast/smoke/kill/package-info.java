/** Payments over REST while everything beneath them is killed, halted and restarted in turn. */
@NullMarked
package dev.holdfast.smoke.kill;

import org.jspecify.annotations.NullMarked;

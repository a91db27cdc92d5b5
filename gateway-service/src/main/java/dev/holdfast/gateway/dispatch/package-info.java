/** Runs a command in the service that owns it, and turns every failure into a sentence. */
@NullMarked
package dev.holdfast.gateway.dispatch;

import org.jspecify.annotations.NullMarked;

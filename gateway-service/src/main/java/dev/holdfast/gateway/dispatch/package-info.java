/** Has a command run by the service that owns it, and puts what went wrong into a sentence. */
@NullMarked
package dev.holdfast.gateway.dispatch;

import org.jspecify.annotations.NullMarked;

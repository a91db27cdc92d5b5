/** Hands the files that people sent to the services, which have no business with Discord. */
@NullMarked
package dev.holdfast.gateway.attachment;

import org.jspecify.annotations.NullMarked;

/** Passes files that people sent to services, which have no access to Discord. */
@NullMarked
package dev.holdfast.gateway.attachment;

import org.jspecify.annotations.NullMarked;

/** Bugs kept as patches, each of which a test must find. */
@NullMarked
package dev.holdfast.smoke.planted;

import org.jspecify.annotations.NullMarked;

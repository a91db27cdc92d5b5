/** What the service's tests have in common. */
@NullMarked
package dev.holdfast.health.testing;

import org.jspecify.annotations.NullMarked;

/** What every service tests itself with: real servers, a settable clock, contracts to hold. */
@NullMarked
package dev.holdfast.kit.testing;

import org.jspecify.annotations.NullMarked;

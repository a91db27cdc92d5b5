/** What an admin lost comes back, seen in a real browser. */
@NullMarked
package dev.holdfast.smoke.backup;

import org.jspecify.annotations.NullMarked;

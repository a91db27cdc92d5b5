/** People who use everything there is, in several guilds, for a while. */
@NullMarked
package dev.holdfast.smoke.walk;

import org.jspecify.annotations.NullMarked;

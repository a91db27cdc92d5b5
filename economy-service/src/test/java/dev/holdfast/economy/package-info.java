/** What the economy's tests share: fresh guilds, and contracts that hold for all of it. */
@NullMarked
package dev.holdfast.economy;

import org.jspecify.annotations.NullMarked;

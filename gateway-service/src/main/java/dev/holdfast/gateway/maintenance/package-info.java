/** The bot at rest, in one guild or everywhere: nothing is run, and everyone is told why. */
@NullMarked
package dev.holdfast.gateway.maintenance;

import org.jspecify.annotations.NullMarked;

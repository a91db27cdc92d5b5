/** Outages on order: delays, refusals, dropped connections, silence. */
@NullMarked
package dev.holdfast.sandbox.fault;

import org.jspecify.annotations.NullMarked;

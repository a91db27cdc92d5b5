/** Alerts and notices to a guild's admins or to the operator. */
@NullMarked
package dev.holdfast.kit.alert;

import org.jspecify.annotations.NullMarked;

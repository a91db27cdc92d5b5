/** Tests of alert. */
@NullMarked
package dev.holdfast.health.alert;

import org.jspecify.annotations.NullMarked;

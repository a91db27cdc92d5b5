/** Where a service's process begins. */
@NullMarked
package dev.holdfast.kit.start;

import org.jspecify.annotations.NullMarked;

/** The smallest service: what the kit is tested with. */
@NullMarked
package dev.holdfast.kit.lookout;

import org.jspecify.annotations.NullMarked;

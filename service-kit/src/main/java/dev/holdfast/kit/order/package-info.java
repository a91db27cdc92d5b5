/** What other services may order of this one; how it orders of them is {@code kit.outbox}. */
@NullMarked
package dev.holdfast.kit.order;

import org.jspecify.annotations.NullMarked;

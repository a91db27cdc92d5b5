/** Orders of other services, executed here. This service's own orders are in {@code kit.outbox}. */
@NullMarked
package dev.holdfast.kit.order;

import org.jspecify.annotations.NullMarked;

/** What a unit of work wants done on Discord, delivered to the gateway until it has an outcome. */
@NullMarked
package dev.holdfast.kit.outbox;

import org.jspecify.annotations.NullMarked;

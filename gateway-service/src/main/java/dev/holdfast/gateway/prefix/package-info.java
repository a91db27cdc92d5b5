/**
 * Commands typed into messages, such as {@code !pay @Ben 25}: the same catalog, the same replies.
 */
@NullMarked
package dev.holdfast.gateway.prefix;

import org.jspecify.annotations.NullMarked;

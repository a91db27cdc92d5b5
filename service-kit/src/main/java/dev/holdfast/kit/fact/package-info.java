/** What services tell each other about members, by way of the gateway; unknown is never false. */
@NullMarked
package dev.holdfast.kit.fact;

import org.jspecify.annotations.NullMarked;

/**
 * Facts: values about members that services tell each other through the gateway. Unknown is never
 * false.
 */
@NullMarked
package dev.holdfast.kit.fact;

import org.jspecify.annotations.NullMarked;

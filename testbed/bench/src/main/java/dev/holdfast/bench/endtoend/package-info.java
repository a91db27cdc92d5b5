/** The whole way: sandbox, gateway, economy-service and back. */
@NullMarked
package dev.holdfast.bench.endtoend;

import org.jspecify.annotations.NullMarked;

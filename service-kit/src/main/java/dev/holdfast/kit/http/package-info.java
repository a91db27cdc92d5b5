/** HTTP clients for servers on the internet, with bulkhead, circuit breaker and address checks. */
@NullMarked
package dev.holdfast.kit.http;

import org.jspecify.annotations.NullMarked;

/** What Discord4J, unchanged, can do on the sandbox. */
@NullMarked
package dev.holdfast.conformance.discord4j;

import org.jspecify.annotations.NullMarked;

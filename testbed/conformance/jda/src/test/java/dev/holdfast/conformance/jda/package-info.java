/** What JDA, unchanged, can do on the sandbox. */
@NullMarked
package dev.holdfast.conformance.jda;

import org.jspecify.annotations.NullMarked;

/** The processes that are measured, and the processor time they take. */
@NullMarked
package dev.holdfast.bench.machine;

import org.jspecify.annotations.NullMarked;

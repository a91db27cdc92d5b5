/** Runs the measurements and writes down what came out. */
@NullMarked
package dev.holdfast.bench;

import org.jspecify.annotations.NullMarked;

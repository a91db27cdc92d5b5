/** The same payment two ways: plain SQL, and over REST. */
@NullMarked
package dev.holdfast.bench.pay;

import org.jspecify.annotations.NullMarked;

/** Pictures beside the plain writing of their pixels. */
@NullMarked
package dev.holdfast.bench.picture;

import org.jspecify.annotations.NullMarked;

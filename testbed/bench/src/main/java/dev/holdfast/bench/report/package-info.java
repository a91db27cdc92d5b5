/** Results as JSON, as a table and as a picture. */
@NullMarked
package dev.holdfast.bench.report;

import org.jspecify.annotations.NullMarked;

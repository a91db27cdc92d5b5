/** What an operator sees of the whole stack: one trace, the log files, the metrics. */
@NullMarked
package dev.holdfast.smoke.observe;

import org.jspecify.annotations.NullMarked;

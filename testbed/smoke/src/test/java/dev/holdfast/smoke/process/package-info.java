/** The packaged services as processes that a test starts, kills and halts. */
@NullMarked
package dev.holdfast.smoke.process;

import org.jspecify.annotations.NullMarked;

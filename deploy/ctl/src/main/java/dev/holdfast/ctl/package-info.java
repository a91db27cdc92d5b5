/** The operators' command line: asks the services by REST and shows what they say. */
@NullMarked
package dev.holdfast.ctl;

import org.jspecify.annotations.NullMarked;

/** The operators' command line against all of Holdfast. */
@NullMarked
package dev.holdfast.smoke.ctl;

import org.jspecify.annotations.NullMarked;

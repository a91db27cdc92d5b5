/** Tests of spool. */
@NullMarked
package dev.holdfast.health.spool;

import org.jspecify.annotations.NullMarked;

/**
 * Whether data hold: every service's integrity checks, start-up reports, sizes and their growth.
 */
@NullMarked
package dev.holdfast.health.integrity;

import org.jspecify.annotations.NullMarked;

/** Takes snapshots every night and at start-up. */
@NullMarked
package dev.holdfast.backup.schedule;

import org.jspecify.annotations.NullMarked;

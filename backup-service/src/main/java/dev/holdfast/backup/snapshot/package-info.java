/** Takes snapshots, verifies them and lists them. {@link Snapshots} is the public class. */
@NullMarked
package dev.holdfast.backup.snapshot;

import org.jspecify.annotations.NullMarked;

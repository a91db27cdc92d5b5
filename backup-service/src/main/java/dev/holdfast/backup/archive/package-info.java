/**
 * The archive: locations, sealed chunks and manifests; publishing, reading, verifying, replicating
 * and sweeping. {@link dev.holdfast.backup.archive.Archive} is its public class.
 */
@NullMarked
package dev.holdfast.backup.archive;

import org.jspecify.annotations.NullMarked;

/** Tests of the archive, on real files and a real S3 server. */
@NullMarked
package dev.holdfast.backup.archive;

import org.jspecify.annotations.NullMarked;

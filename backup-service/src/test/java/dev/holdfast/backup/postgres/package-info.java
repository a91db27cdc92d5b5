/** Reading and writing tuples. */
@NullMarked
package dev.holdfast.backup.postgres;

import org.jspecify.annotations.NullMarked;

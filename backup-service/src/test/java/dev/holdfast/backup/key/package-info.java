/** Tests of keys. */
@NullMarked
package dev.holdfast.backup.key;

import org.jspecify.annotations.NullMarked;

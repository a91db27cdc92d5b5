/** The repository key, which seals what is stored, and the master keys, which wrap it. */
@NullMarked
package dev.holdfast.backup.key;

import org.jspecify.annotations.NullMarked;

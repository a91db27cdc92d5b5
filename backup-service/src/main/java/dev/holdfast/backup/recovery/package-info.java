/** Restores a whole snapshot into a new database: on trial every night, and after a disaster. */
@NullMarked
package dev.holdfast.backup.recovery;

import org.jspecify.annotations.NullMarked;

/** Takes a verified snapshot before a service migrates a schema that holds data. */
@NullMarked
package dev.holdfast.backup.gate;

import org.jspecify.annotations.NullMarked;

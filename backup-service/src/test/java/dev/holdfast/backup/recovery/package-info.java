@NullMarked
package dev.holdfast.backup.recovery;

import org.jspecify.annotations.NullMarked;

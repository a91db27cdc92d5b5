/** The only background threads: polling loops that no error ends. */
@NullMarked
package dev.holdfast.kit.loop;

import org.jspecify.annotations.NullMarked;

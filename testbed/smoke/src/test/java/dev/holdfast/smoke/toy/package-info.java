/** A service more, as CONTRIBUTING.md adds it. */
@NullMarked
package dev.holdfast.smoke.toy;

import org.jspecify.annotations.NullMarked;

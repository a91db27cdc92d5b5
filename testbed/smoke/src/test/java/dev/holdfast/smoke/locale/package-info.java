/** All of Holdfast on machines of other languages. */
@NullMarked
package dev.holdfast.smoke.locale;

import org.jspecify.annotations.NullMarked;

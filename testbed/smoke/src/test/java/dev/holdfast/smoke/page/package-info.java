/** The whole of Holdfast as a person meets it: the launcher, the page, a real browser. */
@NullMarked
package dev.holdfast.smoke.page;

import org.jspecify.annotations.NullMarked;

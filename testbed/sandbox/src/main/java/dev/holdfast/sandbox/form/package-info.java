/** What a bot sends, checked against the limits Discord sets, with the errors Discord gives. */
@NullMarked
package dev.holdfast.sandbox.form;

import org.jspecify.annotations.NullMarked;

/** The door for tests and the page: act as a person, look at everything, inject faults. */
@NullMarked
package dev.holdfast.sandbox.control;

import org.jspecify.annotations.NullMarked;

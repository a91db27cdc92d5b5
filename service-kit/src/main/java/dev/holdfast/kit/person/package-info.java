/** Exports and forgets a person's data; forgets a guild that was left. */
@NullMarked
package dev.holdfast.kit.person;

import org.jspecify.annotations.NullMarked;

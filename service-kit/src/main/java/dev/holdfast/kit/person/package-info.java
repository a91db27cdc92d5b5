/** What the service keeps of a person, and how it forgets them, or all of a guild. */
@NullMarked
package dev.holdfast.kit.person;

import org.jspecify.annotations.NullMarked;

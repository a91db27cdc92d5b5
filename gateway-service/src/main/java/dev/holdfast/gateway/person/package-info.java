/**
 * What every service keeps of a person, in one file; and how people, and guilds that were left, are
 * forgotten.
 */
@NullMarked
package dev.holdfast.gateway.person;

import org.jspecify.annotations.NullMarked;

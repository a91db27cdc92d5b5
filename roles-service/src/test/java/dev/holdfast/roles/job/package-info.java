/** The tests of work on all members. */
@NullMarked
package dev.holdfast.roles.job;

import org.jspecify.annotations.NullMarked;

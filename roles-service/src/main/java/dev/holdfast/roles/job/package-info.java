/** Mass jobs over all members of a guild: by pages, paced, with progress. */
@NullMarked
package dev.holdfast.roles.job;

import org.jspecify.annotations.NullMarked;

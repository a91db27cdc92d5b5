/** The public status page: how the bot is in words for members, and 90 days of it. */
@NullMarked
package dev.holdfast.health.statuspage;

import org.jspecify.annotations.NullMarked;

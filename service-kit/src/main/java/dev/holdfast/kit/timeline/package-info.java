/** What happened: operations and what came of them, for the people who run the bot. */
@NullMarked
package dev.holdfast.kit.timeline;

import org.jspecify.annotations.NullMarked;

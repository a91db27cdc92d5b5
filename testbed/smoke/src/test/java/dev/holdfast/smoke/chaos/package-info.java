/** People use the bot through a local Discord while every process and every cable fails in turn. */
@NullMarked
package dev.holdfast.smoke.chaos;

import org.jspecify.annotations.NullMarked;

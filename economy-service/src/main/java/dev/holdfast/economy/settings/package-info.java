/** One command that shows and changes what a guild may adjust about the economy. */
@NullMarked
package dev.holdfast.economy.settings;

import org.jspecify.annotations.NullMarked;

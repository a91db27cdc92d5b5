/** What a member has, what they give to others, and every coin that came or went. */
@NullMarked
package dev.holdfast.economy.wallet;

import org.jspecify.annotations.NullMarked;

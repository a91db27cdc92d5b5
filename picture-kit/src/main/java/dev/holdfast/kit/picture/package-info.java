/** Draws the pictures of cards: text in many scripts, emoji, avatars, lists, charts. */
@NullMarked
package dev.holdfast.kit.picture;

import org.jspecify.annotations.NullMarked;

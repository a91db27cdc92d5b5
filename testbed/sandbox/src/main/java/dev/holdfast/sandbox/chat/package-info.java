/** What happens between people and bots: messages and interactions. */
@NullMarked
package dev.holdfast.sandbox.chat;

import org.jspecify.annotations.NullMarked;

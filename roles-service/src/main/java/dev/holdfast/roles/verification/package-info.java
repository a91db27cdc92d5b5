/**
 * Verification of members by a button, a question, a picture or a moderator; the raid gate, which
 * closes while too many join at once.
 */
@NullMarked
package dev.holdfast.roles.verification;

import org.jspecify.annotations.NullMarked;

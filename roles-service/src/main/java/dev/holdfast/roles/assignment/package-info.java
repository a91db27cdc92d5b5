/** The only code that orders roles: claims and vetoes of features, and their effects on Discord. */
@NullMarked
package dev.holdfast.roles.assignment;

import org.jspecify.annotations.NullMarked;

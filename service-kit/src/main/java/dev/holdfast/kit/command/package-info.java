/** Beans become commands: collected, published in the manifest, served over REST. */
@NullMarked
package dev.holdfast.kit.command;

import org.jspecify.annotations.NullMarked;

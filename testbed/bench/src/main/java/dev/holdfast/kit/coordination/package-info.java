/** Where the kit's locks can be had without a service: they have no public way in. */
@NullMarked
package dev.holdfast.kit.coordination;

import org.jspecify.annotations.NullMarked;

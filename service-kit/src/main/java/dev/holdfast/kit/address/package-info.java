/** Resolves the host names of services to the addresses of their instances, every few seconds. */
@NullMarked
package dev.holdfast.kit.address;

import org.jspecify.annotations.NullMarked;

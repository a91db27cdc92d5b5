/** roles-service behind the real gateway, while processes are killed and rows deleted. */
@NullMarked
package dev.holdfast.smoke.roles;

import org.jspecify.annotations.NullMarked;

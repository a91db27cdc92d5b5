/** What always holds of every service's schema: its objects, its jobs, its stored replies. */
@NullMarked
package dev.holdfast.kit.integrity;

import org.jspecify.annotations.NullMarked;

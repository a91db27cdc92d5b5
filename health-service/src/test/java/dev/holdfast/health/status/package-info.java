@NullMarked
package dev.holdfast.health.status;

import org.jspecify.annotations.NullMarked;

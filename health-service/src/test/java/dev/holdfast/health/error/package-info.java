@NullMarked
package dev.holdfast.health.error;

import org.jspecify.annotations.NullMarked;

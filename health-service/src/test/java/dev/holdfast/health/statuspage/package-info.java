@NullMarked
package dev.holdfast.health.statuspage;

import org.jspecify.annotations.NullMarked;

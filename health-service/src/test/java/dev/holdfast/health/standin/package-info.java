/** Small real HTTP servers in place of services and of what operators listen with. */
@NullMarked
package dev.holdfast.health.standin;

import org.jspecify.annotations.NullMarked;

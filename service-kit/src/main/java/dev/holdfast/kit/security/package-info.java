/** Authentication between services: a key per pair, two of them valid during a rotation. */
@NullMarked
package dev.holdfast.kit.security;

import org.jspecify.annotations.NullMarked;

/** Which service is calling: a key per pair, two of them live during a rotation. */
@NullMarked
package dev.holdfast.kit.security;

import org.jspecify.annotations.NullMarked;

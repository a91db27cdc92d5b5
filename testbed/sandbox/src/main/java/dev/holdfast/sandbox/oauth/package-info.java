/** OAuth2: what people let applications do for them. */
@NullMarked
package dev.holdfast.sandbox.oauth;

import org.jspecify.annotations.NullMarked;

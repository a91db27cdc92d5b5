@NullMarked
package dev.holdfast.roles.verification;

import org.jspecify.annotations.NullMarked;

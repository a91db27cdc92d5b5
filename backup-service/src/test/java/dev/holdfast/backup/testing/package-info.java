/** What the service's tests have in common. */
@NullMarked
package dev.holdfast.backup.testing;

import org.jspecify.annotations.NullMarked;

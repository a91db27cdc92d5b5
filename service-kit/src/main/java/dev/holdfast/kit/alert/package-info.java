/** Who is told when something needs a person: a guild’s admins, or the operator. */
@NullMarked
package dev.holdfast.kit.alert;

import org.jspecify.annotations.NullMarked;

/** Who is told when something needs a person: the operator. */
@NullMarked
package dev.holdfast.kit.alert;

import org.jspecify.annotations.NullMarked;

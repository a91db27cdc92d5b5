/** Errors of the REST API: RFC 9457 problem details that say what to do. */
@NullMarked
package dev.holdfast.kit.problem;

import org.jspecify.annotations.NullMarked;

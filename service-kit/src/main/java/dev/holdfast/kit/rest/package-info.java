/** Validation of REST requests by the records' own types, and the OpenAPI description. */
@NullMarked
package dev.holdfast.kit.rest;

import org.jspecify.annotations.NullMarked;

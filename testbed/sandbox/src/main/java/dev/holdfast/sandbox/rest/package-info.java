/** Discord's REST API: routes, validation, error codes, rate limits. */
@NullMarked
package dev.holdfast.sandbox.rest;

import org.jspecify.annotations.NullMarked;

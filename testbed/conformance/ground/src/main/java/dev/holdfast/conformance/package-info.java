/** What every client library's suite stands on: a sandbox of its own with people in it. */
@NullMarked
package dev.holdfast.conformance;

import org.jspecify.annotations.NullMarked;

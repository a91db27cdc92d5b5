/** Discord's gateway protocol: sessions, sequence numbers, resume, compression. */
@NullMarked
package dev.holdfast.sandbox.gateway;

import org.jspecify.annotations.NullMarked;

/**
 * The catalog of commands and their owners: merged from the services' manifests, stored, and
 * published to Discord when it changes.
 */
@NullMarked
package dev.holdfast.gateway.catalog;

import org.jspecify.annotations.NullMarked;

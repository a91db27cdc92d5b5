/**
 * Which commands exist and who owns them: merged from the services' manifests, kept while a service
 * is away, and told to Discord when it changes.
 */
@NullMarked
package dev.holdfast.gateway.catalog;

import org.jspecify.annotations.NullMarked;

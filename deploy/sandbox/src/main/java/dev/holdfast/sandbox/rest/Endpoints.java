package dev.holdfast.sandbox.rest;

/**
 * One family of routes; more specific routes are registered before those with a name in the same
 * place.
 */
interface Endpoints {
    void register(Routes routes);
}

package dev.holdfast.sandbox.rest;

/** One family of routes; among those that fit a path the most specific one serves it. */
interface Endpoints {
    void register(Routes routes);
}

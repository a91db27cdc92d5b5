package dev.holdfast.sandbox.rest;

/** One family of routes; among those that fit a path the most specific one serves it. */
interface EndpointGroup {
    void register(Routes routes);
}

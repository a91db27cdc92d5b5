package dev.holdfast.ctl;

import java.net.URI;

/**
 * One process of a service.
 *
 * @param service its name, such as {@code economy}
 */
record ServiceInstance(String service, URI address) {

    @Override
    public String toString() {
        return service + " at " + address;
    }
}

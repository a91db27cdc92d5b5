package dev.holdfast.kit.address;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Resolves a host name to its current addresses. */
@FunctionalInterface
public interface NameResolver {

    /**
     * Asks anew.
     *
     * @throws UnknownHostException where there is no such name, or nobody to ask
     */
    InetAddress[] resolve(String host) throws UnknownHostException;
}

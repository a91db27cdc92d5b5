package dev.holdfast.kit.address;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Says which addresses a host name has now. */
@FunctionalInterface
public interface NameResolver {

    /**
     * Asks anew.
     *
     * @throws UnknownHostException where there is no such name, or nobody to ask
     */
    InetAddress[] resolve(String host) throws UnknownHostException;
}

package dev.holdfast.kit.http;

import java.time.Duration;

/**
 * Limits of a client for the internet.
 *
 * @param connect until a connection is there, TLS included
 * @param whole from the call until its whole answer has been read, redirects included
 * @param concurrency requests at a time; one more is turned away at once
 * @param largestBody bytes of an answer's body
 * @param pause how long the circuit breaker stays open after half of eight requests have failed
 * @param privateAddresses whether this machine and private networks may be called: only where the
 *     operator chose the address, never where a member did
 * @param otherHosts whether redirects to another host are followed
 */
public record OutsideLimits(
        Duration connect,
        Duration whole,
        int concurrency,
        int largestBody,
        Duration pause,
        boolean privateAddresses,
        boolean otherHosts) {

    /** 3 s to connect, 10 s in all, 8 at a time, 1 MiB, a pause of 10 s, public hosts only. */
    public static OutsideLimits usual() {
        return new OutsideLimits(
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                8,
                1 << 20,
                Duration.ofSeconds(10),
                false,
                false);
    }

    /** The same with another time for the whole answer. */
    public OutsideLimits within(Duration whole) {
        return new OutsideLimits(
                connect, whole, concurrency, largestBody, pause, privateAddresses, otherHosts);
    }

    /** The same with this machine and private networks. */
    public OutsideLimits allowingPrivateAddresses() {
        return new OutsideLimits(connect, whole, concurrency, largestBody, pause, true, otherHosts);
    }

    /** The same with redirects to other hosts. */
    public OutsideLimits followingToOtherHosts() {
        return new OutsideLimits(
                connect, whole, concurrency, largestBody, pause, privateAddresses, true);
    }
}

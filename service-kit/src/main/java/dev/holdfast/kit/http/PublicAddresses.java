package dev.holdfast.kit.http;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are on the public internet: not this machine, not a private network, and nothing
 * that leads there by way of another protocol.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA: special
 *     addresses</a>
 */
final class PublicAddresses {

    private static final List<Subnet> SPECIAL =
            subnets(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    // Of the global range: Teredo and its like, documentation, 6to4.
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20");

    private static final List<Subnet> GLOBAL = subnets("2000::/3");

    private PublicAddresses() {}

    static boolean has(InetAddress address) {
        return !isIn(SPECIAL, address)
                && (address instanceof Inet4Address || isIn(GLOBAL, address));
    }

    private static boolean isIn(List<Subnet> subnets, InetAddress address) {
        return subnets.stream().anyMatch(it -> it.has(address));
    }

    /** Not Netty's rule, whose IPv6 form also matches every address that begins with ones only. */
    private record Subnet(InetAddress first, int prefix) {

        static Subnet of(String text) {
            var slash = text.indexOf('/');
            return new Subnet(
                    InetAddress.ofLiteral(text.substring(0, slash)),
                    Integer.parseInt(text.substring(slash + 1)));
        }

        boolean has(InetAddress address) {
            var bits = first.getAddress().length * Byte.SIZE;
            return address.getAddress().length * Byte.SIZE == bits
                    && number(first).xor(number(address)).bitLength() <= bits - prefix;
        }

        private static BigInteger number(InetAddress address) {
            return new BigInteger(1, address.getAddress());
        }
    }

    private static List<Subnet> subnets(String... texts) {
        return Stream.of(texts).map(Subnet::of).toList();
    }
}

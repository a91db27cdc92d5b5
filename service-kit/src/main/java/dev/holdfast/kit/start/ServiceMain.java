package dev.holdfast.kit.start;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.security.Security;
import java.util.Locale;

/**
 * Starts any service. Before any of its code or its libraries' runs, it leaves the machine's locale
 * behind, so that {@code %d} writes {@code 0} to {@code 9} wherever it runs: in SQL, ports, JSON
 * and timestamps. It also declares that there is no screen, for the pictures that some draw.
 */
@QuarkusMain
public final class ServiceMain {

    private ServiceMain() {}

    public static void main(String... arguments) {
        Locale.setDefault(Locale.ROOT);
        System.setProperty("java.awt.headless", "true");
        forgetNamesSoon();
        Quarkus.run(arguments);
    }

    /** Java keeps a name's addresses for 30 s by default; instances come and go faster. */
    public static void forgetNamesSoon() {
        Security.setProperty("networkaddress.cache.ttl", "1");
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
    }
}

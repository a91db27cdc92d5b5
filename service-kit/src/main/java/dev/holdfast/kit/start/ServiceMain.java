package dev.holdfast.kit.start;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.security.Security;
import java.util.Locale;

/**
 * The main class of every service. Before any other code runs, it sets the default locale to ROOT,
 * so that {@code %d} writes {@code 0} to {@code 9} on every machine (in SQL, ports, JSON and
 * timestamps). It also sets headless mode for services that draw pictures.
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

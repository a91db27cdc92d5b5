package dev.holdfast.sandbox;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Locale;

/** Starts the sandbox, whose numbers and names are the same on a machine of any language. */
@QuarkusMain
public final class SandboxMain {

    private SandboxMain() {}

    public static void main(String... arguments) {
        Locale.setDefault(Locale.ROOT);
        Quarkus.run(arguments);
    }
}

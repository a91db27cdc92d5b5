package dev.holdfast.kit.observe;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Keeps secrets out of standard error from before the first setting is read. */
public final class EarlySecrets implements SmallRyeConfigBuilderCustomizer {

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        var error =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        var kept = new StandardError(error, System.getenv());
        System.setErr(new PrintStream(kept, true, StandardCharsets.UTF_8));
    }
}

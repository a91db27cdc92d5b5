package dev.holdfast.gateway.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Gives a gateway under test a Discord and an economy. */
public final class LocalWorld implements QuarkusTestResourceLifecycleManager {

    /**
     * It forgets nonces soon, so that tests need not wait for minutes; and a machine that stutters
     * is given time to answer.
     */
    private final Sandbox sandbox =
            Sandbox.start("SANDBOX_NONCE=PT6S", "SANDBOX_FIRST_ANSWER=PT6S");

    private final Economy economy;

    public LocalWorld() {
        try {
            economy = new Economy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        return Map.ofEntries(
                Map.entry("discord.url", sandbox.url().toString()),
                Map.entry("discord.token", sandbox.token()),
                Map.entry("holdfast.services", "economy=http://127.0.0.1:" + economy.port()),
                Map.entry("holdfast.operators", sandbox.person("marina")),
                Map.entry("holdfast.operator-guilds", sandbox.guild()),
                Map.entry("holdfast.service-patience", "4s"),
                Map.entry("holdfast.service-break", "500ms"),
                Map.entry("holdfast.prefix.whisper", "1s"),
                Map.entry("holdfast.catalog.interval", "500ms"),
                Map.entry("holdfast.limit.member", "10000"),
                Map.entry("holdfast.limit.guild", "10000"));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(sandbox, new TestInjector.MatchesType(Sandbox.class));
        injector.injectIntoFields(economy, new TestInjector.MatchesType(Economy.class));
    }

    @Override
    public void stop() {
        economy.close();
        sandbox.close();
    }
}

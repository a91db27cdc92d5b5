package dev.holdfast.gateway.guild;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import jakarta.inject.Singleton;

/** Adds the guild's language and time zone to invocations. */
@Singleton
public final class Regions {

    private final KnownSettings settings;

    Regions(KnownSettings settings) {
        this.settings = settings;
    }

    /** Waits a quarter of a second at most; unchanged where the guild's settings are not known. */
    public Invocation add(Invocation invocation) throws InterruptedException {
        return invocation.guild().equals(GuildId.DIRECT)
                ? invocation
                : settings.soon(invocation.guild())
                        .map(set ->
                                invocation.in(
                                        new Invocation.Region(
                                                set.language().toLanguageTag(),
                                                set.timeZone().getId())))
                        .orElse(invocation);
    }
}

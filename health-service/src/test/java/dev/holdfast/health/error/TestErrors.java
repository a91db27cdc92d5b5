package dev.holdfast.health.error;

import dev.holdfast.kit.observe.KnownError;
import dev.holdfast.kit.observe.KnownError.Sighting;
import java.time.Instant;
import java.util.List;

/** Errors as instances tell them. */
record TestErrors(String fingerprint, Instant first, Instant last, long build, String guild) {

    static final long BUILD = 20261201120000L;
    static final Instant BEGAN = Instant.parse("2026-12-01T10:00:00.123456789Z");

    /** One that began at that instant, and happened last then. */
    static TestErrors of(String fingerprint, Instant first) {
        return new TestErrors(fingerprint, first, first, BUILD, "5");
    }

    TestErrors last(Instant other) {
        return new TestErrors(fingerprint, first, other, build, guild);
    }

    TestErrors build(long other) {
        return new TestErrors(fingerprint, first, last, other, guild);
    }

    TestErrors guild(String other) {
        return new TestErrors(fingerprint, first, last, build, other);
    }

    KnownError times(long count) {
        return new KnownError(
                fingerprint,
                "shop",
                "holdfast.shop",
                "buying for 123456789012345678 broke",
                "java.lang.IllegalStateException",
                List.of("dev.holdfast.economy.shop.Shop.buy"),
                count,
                sighting(first),
                sighting(last),
                guild.isEmpty() ? List.of() : List.of(guild));
    }

    private Sighting sighting(Instant at) {
        return new Sighting(
                at, guild, "123456789012345678", "buy", "1197245631488000001", "", build);
    }
}

package dev.holdfast.toy.bounty;

import dev.holdfast.kit.fact.FollowedFact;
import jakarta.inject.Singleton;

/** What members have, as economy-service tells it. */
@Singleton
final class KnownBalance implements FollowedFact {

    static final String TABLE = "known_balance";

    @Override
    public String fact() {
        return "balance";
    }

    @Override
    public String table() {
        return TABLE;
    }
}

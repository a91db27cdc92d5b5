package dev.holdfast.economy.wallet;

import dev.holdfast.economy.AlwaysGranted;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** Locks protect no coin: with all of them granted to everybody, the same holds. */
@QuarkusTest
@TestProfile(AlwaysGranted.class)
class PayWithoutLocksTest extends PayTest {}

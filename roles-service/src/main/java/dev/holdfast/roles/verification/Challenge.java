package dev.holdfast.roles.verification;

import java.time.Instant;

/**
 * What a member is to solve.
 *
 * @param way question or picture
 * @param nonce names this one attempt; empty: none is open
 */
record Challenge(VerificationMethod way, String nonce, Instant expires) {}

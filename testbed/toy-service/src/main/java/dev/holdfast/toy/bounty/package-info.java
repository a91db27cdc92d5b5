/** Coins that members are given by way of economy-service, and what they have there. */
@NullMarked
package dev.holdfast.toy.bounty;

import org.jspecify.annotations.NullMarked;

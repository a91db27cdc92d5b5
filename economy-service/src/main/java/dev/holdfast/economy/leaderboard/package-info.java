/** Who has the most coins. */
@NullMarked
package dev.holdfast.economy.leaderboard;

import org.jspecify.annotations.NullMarked;

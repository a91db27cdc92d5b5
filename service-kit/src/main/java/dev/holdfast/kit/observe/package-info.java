/** What an operator sees: logs, metrics, health, the start-up report. */
@NullMarked
package dev.holdfast.kit.observe;

import org.jspecify.annotations.NullMarked;

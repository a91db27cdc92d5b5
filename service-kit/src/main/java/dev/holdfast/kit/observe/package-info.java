/** What an operator sees: log files, errors, traces, metrics, health, the start-up report. */
@NullMarked
package dev.holdfast.kit.observe;

import org.jspecify.annotations.NullMarked;

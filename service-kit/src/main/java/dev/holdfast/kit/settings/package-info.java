/** What a guild may adjust about a feature: a typed record with defaults. */
@NullMarked
package dev.holdfast.kit.settings;

import org.jspecify.annotations.NullMarked;

/**
 * The settings command: shows and changes a guild's settings, made of features' settings records.
 */
@NullMarked
package dev.holdfast.kit.sheet;

import org.jspecify.annotations.NullMarked;

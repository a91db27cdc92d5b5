/** What is noticed of damage, and what becomes of it. */
@NullMarked
package dev.holdfast.backup.detection;

import org.jspecify.annotations.NullMarked;

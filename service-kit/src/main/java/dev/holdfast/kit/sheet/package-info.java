/** Shows and changes what guilds may adjust: sheets, made of features' settings records. */
@NullMarked
package dev.holdfast.kit.sheet;

import org.jspecify.annotations.NullMarked;

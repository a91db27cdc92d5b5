/** The operator's settings of backups. Depends on no feature. */
@NullMarked
package dev.holdfast.backup.settings;

import org.jspecify.annotations.NullMarked;

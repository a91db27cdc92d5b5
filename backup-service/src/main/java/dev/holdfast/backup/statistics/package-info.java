/** {@code /backupstats}: numbers and charts about the backups. */
@NullMarked
package dev.holdfast.backup.statistics;

import org.jspecify.annotations.NullMarked;

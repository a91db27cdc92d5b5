package dev.holdfast.backup;

import dev.holdfast.kit.testing.ArchitectureContract;

final class ArchitectureTest extends ArchitectureContract {

    ArchitectureTest() {
        super("dev.holdfast.backup", "dev.holdfast.backup.postgres..");
    }
}

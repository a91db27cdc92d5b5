package dev.holdfast.health;

import dev.holdfast.kit.testing.ArchitectureContract;

final class ArchitectureTest extends ArchitectureContract {

    ArchitectureTest() {
        super("dev.holdfast.health");
    }
}

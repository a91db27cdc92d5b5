package dev.holdfast.roles;

import dev.holdfast.kit.testing.ArchitectureContract;

final class ArchitectureTest extends ArchitectureContract {

    ArchitectureTest() {
        super("dev.holdfast.roles");
    }
}

package dev.holdfast.kit.picture;

import dev.holdfast.kit.testing.ArchitectureContract;

final class ArchitectureTest extends ArchitectureContract {

    ArchitectureTest() {
        super("dev.holdfast.kit.picture");
    }
}

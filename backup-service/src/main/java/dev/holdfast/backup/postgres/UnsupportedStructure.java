package dev.holdfast.backup.postgres;

import java.util.List;

/**
 * The schemas hold something that a {@link Structure} cannot make anew, so that no snapshot of them
 * would be whole.
 */
public final class UnsupportedStructure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsupportedStructure(List<String> objects) {
        super(
                ("These cannot be restored, so no snapshot is taken: %s. Make them in another way, or"
                                + " teach StructureReader about them.")
                        .formatted(String.join(", ", objects)));
    }
}

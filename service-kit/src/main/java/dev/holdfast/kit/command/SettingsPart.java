package dev.holdfast.kit.command;

import dev.holdfast.kit.protocol.SheetSpec;
import java.util.List;
import java.util.Optional;

/** What a service's settings add to its commands and its manifest. */
public interface SettingsPart {

    /** The command that shows and changes them; empty where there are none. */
    Optional<AnyCommand> command();

    /** Sorted as they are shown. */
    List<SheetSpec> sheets();
}

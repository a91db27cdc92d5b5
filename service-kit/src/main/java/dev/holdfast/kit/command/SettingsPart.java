package dev.holdfast.kit.command;

import dev.holdfast.kit.protocol.SheetSpec;
import java.util.List;
import java.util.Optional;

/** The settings command of the service, and the settings sheets in its manifest. */
public interface SettingsPart {

    /** The command that shows and changes them; empty where there are none. */
    Optional<AnyCommand> command();

    /** Sorted as they are shown. */
    List<SheetSpec> sheets();
}

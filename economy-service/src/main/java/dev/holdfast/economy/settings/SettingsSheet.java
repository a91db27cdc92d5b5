package dev.holdfast.economy.settings;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import java.util.List;

/** What a guild may adjust about one feature. Being a bean is enough to be shown and changed. */
public interface SettingsSheet {

    /** What the sheet is called to the person who looks at it. */
    String title(Invocation invocation);

    /** An option for each setting. */
    List<OptionSpec> options();

    /** The settings as they are now, in the order of the options. */
    List<Line> lines(UnitOfWork work);

    /**
     * Changes what the invocation's options name.
     *
     * @return whether they name any of this sheet's settings
     * @throws IllegalArgumentException with a sentence for the person, where a value makes no sense
     */
    boolean change(Invocation invocation, UnitOfWork work);

    /**
     * One setting.
     *
     * @param option the option that changes it
     * @param value as a person would write it
     */
    record Line(String option, String value) {}
}

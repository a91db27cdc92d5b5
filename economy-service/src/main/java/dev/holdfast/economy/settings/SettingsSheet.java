package dev.holdfast.economy.settings;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionValue;
import java.util.List;
import java.util.Map;

/** What a guild may adjust about one feature. Being a bean is enough to be shown and changed. */
public interface SettingsSheet {

    /** What the sheet is called to the person who looks at it. */
    String title(Invocation invocation);

    /** An option for each setting. */
    List<OptionSpec> options();

    /** The settings as they are now, in the order of the options, in the words of that person. */
    List<Line> lines(Invocation invocation, UnitOfWork work);

    /**
     * Changes what is wanted.
     *
     * @param wanted by option; may name settings of other sheets
     * @return whether any of this sheet's settings is among it
     * @throws IllegalArgumentException with a sentence for the person, where a value makes no sense
     */
    boolean change(Map<String, OptionValue> wanted, UnitOfWork work);

    /**
     * One setting.
     *
     * @param option the option that changes it
     * @param name what people call it
     * @param value as a person would write it
     * @param meaning what it does and within which bounds, in a sentence
     */
    record Line(String option, String name, String value, String meaning) {}
}

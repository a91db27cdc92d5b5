package dev.holdfast.kit.sheet;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.SheetSpec;
import dev.holdfast.kit.settings.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The settings of one feature. A bean is enough to show them, to change them, and to list them in
 * the manifest.
 */
public interface SettingsSheet {

    /** The feature's folder name. */
    String feature();

    List<Setting> settings();

    /** In English. */
    SheetSpec spec();

    /** The settings as they are now, in their order. */
    List<SettingLine> lines(Locale locale, UnitOfWork work);

    /**
     * Changes what is wanted.
     *
     * @param wanted texts as people write them, by key; the empty one and “none” empty an optional
     *     setting; may name settings of other sheets
     * @throws IllegalArgumentException with a sentence for the person, where a value makes no sense
     */
    void change(Map<String, String> wanted, Invocation invocation, UnitOfWork work);
}

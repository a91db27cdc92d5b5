package dev.holdfast.kit.protocol;

import java.util.List;

/**
 * What a guild may adjust about one feature.
 *
 * @param feature its folder's name
 * @param title what people call the sheet
 * @param settings in the order in which they are shown
 */
public record SheetSpec(String feature, String title, List<SettingSpec> settings) {

    public SheetSpec {
        Required.field("feature", feature);
        Required.field("title", title);
        settings = List.copyOf(settings);
    }
}

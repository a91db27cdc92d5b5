package dev.holdfast.kit.sheet;

import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.settings.Setting;
import java.util.List;

/**
 * One setting of a guild with its current value, in the reader's language.
 *
 * @param sheet the title of its sheet
 * @param title what people call it
 * @param meaning what it does and within which bounds
 * @param written its value as a person would write it; empty: none
 * @param shown its value in a sentence
 * @param choices what it can be, where that is a short list
 */
public record SettingLine(
        Setting setting,
        String sheet,
        String title,
        String meaning,
        String written,
        String shown,
        List<OptionSpec.Choice> choices) {

    public SettingLine {
        choices = List.copyOf(choices);
    }

    public String key() {
        return setting.key();
    }
}

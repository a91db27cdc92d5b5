package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/settings.md} lists every setting of the services and the launcher, and no other. */
final class SettingsPageTest {

    private static final Pattern LISTED = Pattern.compile("^\\| (`.+?) \\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Z_]+)`");

    @Test
    void listsEverySettingAndNoOther() throws IOException {
        var known = KnownSettings.read();
        Arrays.stream(OperatorSetting.values()).map(OperatorSetting::name).forEach(known::add);
        var page = Files.readString(KnownSettings.ROOT.resolve("docs/settings.md"));
        var listed = new TreeSet<String>();
        LISTED.matcher(page)
                .results()
                .flatMap(row -> NAME.matcher(row.group(1)).results())
                .forEach(name -> listed.add(name.group(1)));
        assertEquals(known, listed);
    }
}

package dev.holdfast.kit.settings;

import dev.holdfast.kit.protocol.SettingSpec;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Time zones by their names in the IANA database, such as {@code Europe/Berlin}.
 *
 * @see <a href="https://www.iana.org/time-zones">IANA: time zones</a>
 */
record TimeZoneKind() implements ValueKind {

    private static final Texts TEXTS = Texts.of("kit");
    private static final int MOST = 25;
    private static final int LONGEST_SHOWN = 60;
    private static final Pattern PLACES =
            Pattern.compile(
                    "UTC|(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+");

    private static final List<String> NAMES =
            ZoneId.getAvailableZoneIds().stream()
                    .filter(name -> PLACES.matcher(name).matches())
                    .sorted()
                    .toList();

    @Override
    public SettingSpec.Kind word() {
        return SettingSpec.Kind.TIME_ZONE;
    }

    /** A name, or what is in one name alone, such as its city. */
    @Override
    public Object read(String written, String title, Locale locale) {
        var found = search(written);
        var wanted = plain(written);
        var exact = found.stream().filter(name -> rank(name, wanted) <= 1).toList();
        if (exact.size() == 1 || found.size() == 1) {
            return ZoneId.of(exact.size() == 1 ? exact.getFirst() : found.getFirst());
        }
        throw new IllegalArgumentException(
                TEXTS.say(locale, "setting.zone", UserText.show(written, LONGEST_SHOWN)));
    }

    @Override
    public List<String> search(String typed) {
        var wanted = plain(typed);
        return NAMES.stream()
                .filter(name -> plain(name).contains(wanted))
                .sorted(Comparator.comparingInt(name -> rank(name, wanted)))
                .limit(MOST)
                .toList();
    }

    private static int rank(String name, String wanted) {
        var plain = plain(name);
        if (plain.equals(wanted)) {
            return 0;
        }
        if (plain.endsWith("/" + wanted)) {
            return 1;
        }
        return plain.contains("/" + wanted) ? 2 : 3;
    }

    private static String plain(String name) {
        return UserText.clean(name).toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    @Override
    public boolean allows(Object value) {
        return value instanceof ZoneId zone && NAMES.contains(zone.getId());
    }

    @Override
    public String write(Object value) {
        return ((ZoneId) value).getId();
    }

    @Override
    public String show(Object value) {
        return write(value).replace("_", "\\_");
    }
}

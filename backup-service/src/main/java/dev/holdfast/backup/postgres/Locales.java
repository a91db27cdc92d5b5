package dev.holdfast.backup.postgres;

import dev.holdfast.backup.postgres.Structure.Collation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** How a database is made that sorts as another did. */
final class Locales {

    private static final int FIRST_WITH_BUILTIN = 17;
    private static final String BY_CODE_POINT =
            "locale_provider libc lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'";
    private static final String AS_THE_SERVER = "";

    private Locales() {}

    /** Options of CREATE DATABASE to be tried in turn: as it was, then what comes near. */
    static List<String> like(Collation was, int version) {
        var locales = new LinkedHashSet<String>();
        switch (was.provider()) {
            case "i" ->
                    locales.add(
                            "locale_provider icu icu_locale %s".formatted(literal(was.locale())));
            case "b" -> {
                if (version >= FIRST_WITH_BUILTIN) {
                    locales.add(
                            "locale_provider builtin builtin_locale %s lc_collate %s lc_ctype %s"
                                    .formatted(
                                            literal(was.locale()),
                                            literal(was.collate()),
                                            literal(was.ctype())));
                }
            }
            default ->
                    locales.add(
                            "locale_provider libc lc_collate %s lc_ctype %s"
                                    .formatted(literal(was.collate()), literal(was.ctype())));
        }
        locales.add(BY_CODE_POINT);
        locales.add(AS_THE_SERVER);
        return new ArrayList<>(locales);
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

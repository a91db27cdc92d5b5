package dev.holdfast.kit.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    @Test
    void readsHostPortDatabaseAndWho() {
        var address =
                DatabaseAddress.parse(
                        "DATABASE_URL",
                        "postgresql://ada:p%40ss@db.example:5433/bot?sslmode=require");
        assertEquals(
                new DatabaseAddress("db.example", 5433, "bot", "ada", "p@ss", "require"), address);
    }

    @Test
    void takesPostgresqlsPortWhereNoneIsSaid() {
        assertEquals(5432, DatabaseAddress.parse("DATABASE_URL", "postgres://db/bot").port());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mysql://db/bot",
                "postgresql://db",
                "postgresql:///bot",
                "db:5432/bot",
                "postgresql://ada:secret@"
            })
    void refusesAnythingElseAndNeverShowsIt(String text) {
        var refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> DatabaseAddress.parse("DATABASE_URL", text));
        assertFalse(refused.getMessage().contains("secret"));
    }
}

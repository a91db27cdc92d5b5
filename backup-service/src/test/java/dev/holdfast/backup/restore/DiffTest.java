package dev.holdfast.backup.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.UserId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiffTest {

    private static final TableDiff RULES =
            new TableDiff("roles", "rule", "connection", 2, 1, 0, "17");
    private static final TableDiff SETTINGS =
            new TableDiff("roles", "setting", "connection", 0, 1, 1, "18");
    private static final TableDiff MENUS =
            new TableDiff("roles", "menu", "selfrole", 0, 0, 3, "19");
    private static final CoinDiff COINS =
            new CoinDiff(
                    "economy",
                    "ledger",
                    List.of(new CoinMove(new UserId(1), 0, 500)),
                    1,
                    500,
                    "20");

    @Test
    void sumsTablesUpByFeatureAndNamesThoseWithoutADifferenceToo() {
        var diff =
                Diff.of(
                        Set.of("wallet"),
                        List.of(RULES, SETTINGS, MENUS),
                        List.of(COINS),
                        List.of(),
                        List.of());
        assertEquals(
                List.of(
                        new FeatureDiff("connection", 2, 2, 1, 0),
                        new FeatureDiff("ledger", 0, 0, 0, 1),
                        new FeatureDiff("selfrole", 0, 0, 3, 0),
                        FeatureDiff.none("wallet")),
                diff.features());
        assertEquals(new FeatureDiff("", 2, 2, 4, 1), diff.picked(Set.of()));
        assertEquals(3, diff.picked(Set.of("selfrole")).total());
    }

    @Test
    void theHashIsOfThePickedFeaturesAloneAndOfEveryRowOfTheirs() {
        var picked = Set.of("connection");
        var hash = Diff.hash(picked, List.of(RULES, SETTINGS, MENUS), List.of(COINS));
        assertEquals(hash, Diff.hash(picked, List.of(SETTINGS, RULES), List.of()));
        assertNotEquals(hash, Diff.hash(Set.of(), List.of(RULES, SETTINGS, MENUS), List.of(COINS)));
        var other = new TableDiff("roles", "rule", "connection", 2, 1, 0, "other rows");
        assertNotEquals(hash, Diff.hash(picked, List.of(other, SETTINGS), List.of()));
    }

    @Test
    void theFileIsCsvThatNoSpreadsheetTakesForFormulas() {
        var lines = new DiffLines();
        lines.add("gone", "f", "s.t", Optional.of("=cmd \"x\""), Optional.empty());
        var file = lines.file();
        assertEquals(
                "\"change\",\"feature\",\"table\",\"before\",\"after\"\r\n"
                        + "\"gone\",\"f\",\"s.t\",\"'=cmd \"\"x\"\"\",\"\"\r\n",
                new String(file.csv(), StandardCharsets.UTF_8));
        assertEquals(1, file.rows());
    }

    @Test
    void theFileEndsWhereItIsFull() {
        var lines = new DiffLines();
        var row = Optional.of("x".repeat(1_000_000));
        for (var each = 0; each < 10; each++) {
            lines.add("gone", "f", "s.t", row, Optional.empty());
        }
        var file = lines.file();
        assertTrue(file.cut());
        assertEquals(7, file.rows());
        assertTrue(file.csv().length <= DiffFile.LONGEST);
    }
}

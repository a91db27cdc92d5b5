package dev.holdfast.kit.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** A value that was stored by another build is replayed. */
class StoredValuesTest {

    record Tide(long height) {}

    @Test
    void fieldsThatThisBuildDoesNotKnowAreLeftOut() {
        var values = new StoredValues<>(new ObjectMapper(), Tide.class, _ -> false);
        assertEquals(
                new Tide(3),
                values.read(
                        "{\"kind\": \"value\", \"value\": {\"height\": 3, \"moon\": \"full\"}}"));
        assertEquals(new Tide(4), values.read(values.write(new Tide(4))));
    }
}

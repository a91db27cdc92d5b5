package dev.holdfast.discord.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DescriptionTest {

    private final ObjectMapper json = new ObjectMapper();
    private Description description;

    @BeforeAll
    void read() {
        var found = Description.find();
        assumeTrue(
                found.isPresent(),
                "Discord's description is not here: set -Ddiscord.openapi to check against it");
        description = found.get();
    }

    private List<String> faults(String line) throws IOException {
        return description.faults(RecordedExchange.of(json.readTree(line.replace('\'', '"'))));
    }

    @Test
    void whatIsAsDescribedHasNoFault() throws IOException {
        assertEquals(
                List.of(),
                faults(
                        "{'method':'GET','path':'/gateway','status':200,'answer':{'url':'ws://x'}}"));
        assertEquals(
                List.of(),
                faults("{'method':'DELETE','path':'/channels/1/messages/2','status':204}"));
    }

    @Test
    void anAnswerThatIsNotAsDescribedIsNamed() throws IOException {
        var faults =
                faults(
                        "{'method':'GET','path':'/users/@me','status':200,'answer':{'id':'1','username':7}}");
        assertTrue(
                faults.stream().anyMatch(it -> it.startsWith("GET /users/@me 200")),
                faults::toString);
        assertTrue(faults.stream().anyMatch(it -> it.contains("username")), faults::toString);
    }

    @Test
    void aRequestThatIsNotAsDescribedIsNamed() throws IOException {
        var faults =
                faults(
                        "{'method':'PUT','path':'/guilds/1/bans/2','status':204,'request':{'delete_message_seconds':'a day'}}");
        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.getFirst().contains("delete_message_seconds"));
    }

    @Test
    void whatDiscordDoesNotHaveIsNamed() throws IOException {
        assertEquals(
                List.of("GET /coins: is not described"),
                faults("{'method':'GET','path':'/coins','status':200,'answer':{}}"));
        assertEquals(
                List.of("GET /gateway 204: is not described"),
                faults("{'method':'GET','path':'/gateway','status':204}"));
    }

    @Test
    void aRecordingIsReadFromWhereItEndedBefore(@TempDir Path folder) throws IOException {
        var file = folder.resolve("exchanges.jsonl");
        var recording = new Recording(file);
        assertEquals(List.of(), recording.faults());
        Files.writeString(file, "{\"method\":\"GET\",\"path\":\"/coins\"}\n{\"method\":");
        assertEquals(List.of("GET /coins: is not described"), recording.faults());
        Files.writeString(file, "\"GET\",\"path\":\"/öre\"}\n", StandardOpenOption.APPEND);
        assertEquals(List.of("GET /öre: is not described"), recording.faults());
        assertEquals(List.of(), recording.faults());
    }

    @Test
    void anOutageIsNotDescribed() throws IOException {
        assertEquals(
                List.of(),
                faults("{'method':'GET','path':'/gateway','status':502,'answer':'upstream'}"));
    }
}

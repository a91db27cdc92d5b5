package dev.holdfast.backup.archive;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.holdfast.kit.protocol.DataTable;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table's rows in a snapshot.
 *
 * @param columns in the order of a tuple's fields
 * @param map its entry in the service's data map; {@code null}: it has none
 * @param rows how many there are
 * @param hash of all rows, whatever their order: 16 hexadecimal digits
 * @param guildRows how many rows each guild has; empty where rows belong to no guild
 * @param chunks where the rows are, in order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableContent(
        String schema,
        String table,
        List<Column> columns,
        @Nullable DataTable map,
        List<String> primaryKey,
        long rows,
        String hash,
        Map<Long, Long> guildRows,
        List<ChunkRef> chunks) {

    public TableContent {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        guildRows = Map.copyOf(guildRows);
        chunks = List.copyOf(chunks);
    }

    /** With its schema: what its chunks are bound to. */
    @JsonIgnore
    public String qualified() {
        return schema + "." + table;
    }

    /** Which field of a tuple is the guild; empty where rows belong to none. */
    @JsonIgnore
    public OptionalInt guildField() {
        var guild = map == null ? null : map.guildColumn();
        return IntStream.range(0, columns.size())
                .filter(field -> columns.get(field).name().equals(guild))
                .findFirst();
    }
}

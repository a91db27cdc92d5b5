package dev.holdfast.gateway.shard;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which shards a gateway takes and gives away, so that each gateway holds a fair share and no shard
 * stays free.
 *
 * @param take free ones to be taken now
 * @param give one that is more than this gateway's part, if any
 */
public record ShardPlan(List<Shard> take, List<Shard> give) {

    public ShardPlan {
        take = List.copyOf(take);
        give = List.copyOf(give);
    }

    /**
     * Plans for one moment.
     *
     * @param mine the numbers this gateway holds
     * @param holders who holds which, this gateway included
     * @param gateways how many take shards, at least 1
     * @param neglected whether a free one has been free for so long that nobody else will take it
     */
    public static ShardPlan of(
            int count,
            Set<Integer> mine,
            Map<Integer, String> holders,
            int gateways,
            IntPredicate neglected) {
        var fair = Math.ceilDiv(count, Math.max(1, gateways));
        var free =
                IntStream.range(0, count)
                        .filter(each -> !mine.contains(each) && !holders.containsKey(each))
                        .boxed()
                        .toList();
        var room = Math.max(0, fair - mine.size());
        var take =
                Stream.concat(
                        free.stream().limit(room),
                        free.stream().skip(room).filter(neglected::test));
        var give = mine.stream().sorted().skip(fair).limit(1);
        return new ShardPlan(
                take.map(number -> new Shard(number, count)).toList(),
                give.map(number -> new Shard(number, count)).toList());
    }
}

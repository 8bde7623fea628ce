using Heed.Statistics.Frequency;

namespace Heed.Statistics.Tests;

public sealed class FrequencyTests
{
    [Fact]
    public void Heavy_hitters_never_count_too_little_nor_miss_a_frequent_key() => Properties.OfBytes(a =>
    {
        int[] stream = [.. a.Concat(a).Select(v => v * v / 700)];
        HeavyHitters<int> top = new(8);
        foreach (int key in stream) top.Add(key);
        return Holds(top, stream, 8);
    });

    [Fact]
    public void Merging_keeps_the_promise_of_the_union() => Properties.OfTwoSamples(1, (x, y) =>
    {
        int[] first = [.. x.Select(v => (int)(v * v / 20))];
        int[] second = [.. y.Select(v => (int)(v * v / 15))];
        HeavyHitters<int> top = new(8);
        HeavyHitters<int> other = new(8);
        foreach (int key in first) top.Add(key);
        foreach (int key in second) other.Add(key);
        top.MergeFrom(other);
        return Holds(top, [.. first, .. second], 8);
    });

    [Fact]
    public void Few_keys_are_counted_exactly_and_in_order()
    {
        HeavyHitters<string> top = new(3, StringComparer.OrdinalIgnoreCase);
        foreach (string key in new[] { "a", "b", "A", "c", "b", "a" }) top.Add(key);
        Assert.Equal([new("a", 3, 0), new("b", 2, 0), new("c", 1, 0)], top.Top());
        top.Add("d", 4);
        Assert.Equal(new HeavyHitter<string>("d", 5, 1), top.Top()[0]);
        Assert.Equal(3, top.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => top.Add("d", 0));
    }

    [Fact]
    public void Bounded_counts_are_exact_for_the_first_keys_and_the_rest_together() => Properties.OfBytes(a =>
    {
        BoundedCounts<int> counts = new(5);
        foreach (byte key in a) counts.Add(key % 12);
        int[] first = [.. a.Select(v => v % 12).Distinct().Take(5)];
        return counts.Total == a.Length && counts.Counts.Count == first.Length
            && first.All(k => counts[k] == a.Count(v => v % 12 == k)) && counts.Other == a.Count(v => !first.Contains(v % 12));
    });

    [Fact]
    public void Bounded_counts_merge_to_those_of_the_union() => Properties.OfBytes(a =>
    {
        BoundedCounts<int> whole = new(12);
        BoundedCounts<int> first = new(12);
        BoundedCounts<int> second = new(12);
        for (int i = 0; i < a.Length; i++)
        {
            whole.Add(a[i] % 12);
            (i % 2 == 0 ? first : second).Add(a[i] % 12);
        }

        first.MergeFrom(second);
        return whole.Total == first.Total && whole.Counts.All(c => first[c.Key] == c.Value) && first.Other == 0;
    });

    [Fact]
    public void What_has_no_counter_stays_with_the_rest_when_merged()
    {
        BoundedCounts<string> first = new(1);
        BoundedCounts<string> second = new(1);
        foreach (string key in new[] { "a", "b" }) first.Add(key);
        foreach (string key in new[] { "c", "c", "a" }) second.Add(key);
        first.MergeFrom(second);
        Assert.Equal((5, 4, 1), (first.Total, first.Other, first["a"]));
        Assert.False(first.Add("z"));
        Assert.Throws<ArgumentException>(() => first.MergeFrom(first));
    }

    private static bool Holds(HeavyHitters<int> top, int[] stream, int capacity)
    {
        Dictionary<int, int> exact = stream.GroupBy(k => k).ToDictionary(g => g.Key, g => g.Count());
        IReadOnlyList<HeavyHitter<int>> held = top.Top();
        return top.Total == stream.Length && held.Count <= capacity
            && held.All(h => h.Count >= exact[h.Key] && h.Count - h.Error <= exact[h.Key])
            && exact.Where(e => e.Value > stream.Length / (double)capacity).All(e => held.Any(h => h.Key == e.Key))
            && (exact.Count > capacity || held.All(h => h.Error == 0 && h.Count == exact[h.Key]));
    }
}

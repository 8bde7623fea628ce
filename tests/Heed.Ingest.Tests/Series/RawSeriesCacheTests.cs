using System.Text;

using Heed.Ingest.Series;

namespace Heed.Ingest.Tests.Series;

public sealed class RawSeriesCacheTests
{
    /// <summary>A dictionary is the twin.</summary>
    [Fact]
    public void It_knows_what_a_dictionary_knows()
    {
        Random random = new(5);
        RawSeriesCache<int> cache = new(400, 99);
        Dictionary<string, int> twin = [];
        HashSet<string> seen = [];
        RawSeries<int>? previous = null;
        for (int step = 0; step < 50_000; step++)
        {
            string name = $"series_{random.Next(600)}";
            byte[] raw = Encoding.UTF8.GetBytes(name);
            RawSeries<int>? found = cache.Find(raw, previous);
            Assert.Equal(twin.TryGetValue(name, out int value) ? value : null, found?.Value);
            if (found is null && twin.Count < 400)
            {
                found = cache.Add(raw, step, previous);
                twin.Add(name, step);
            }
            else if (found is null)
            {
                Assert.Null(cache.Add(raw, step, previous));
            }

            if (found is not null) seen.Add(name);
            previous = found;
            if (step % 997 == 0)
            {
                List<RawSeries<int>> forgotten = [];
                cache.EndRound(forgotten);
                Assert.Equal(twin.Keys.Except(seen).Order(), forgotten.Select(s => Encoding.UTF8.GetString(s.Raw)).Order());
                foreach (string gone in twin.Keys.Except(seen).ToList()) twin.Remove(gone);
                seen.Clear();
                previous = null;
            }

            Assert.Equal(twin.Count, cache.Count);
        }

        Assert.True(cache.OverflowCount > 0);
    }

    [Fact]
    public async Task Threads_agree_on_one_entry_a_series()
    {
        RawSeriesCache<object> cache = new(10_000, 7);
        RawSeries<object>[][] found = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Enumerable.Range(0, 5000).Select(i =>
        {
            byte[] raw = Encoding.UTF8.GetBytes($"s{i}");
            return cache.Find(raw, null) ?? cache.Add(raw, new object(), null)!;
        }).ToArray())));

        Assert.Equal(5000, cache.Count);
        for (int i = 0; i < 5000; i++) Assert.Single(found.Select(f => f[i].Value).Distinct(ReferenceEqualityComparer.Instance));
    }

    [Fact]
    public void A_forgotten_series_is_nobodys_successor()
    {
        RawSeriesCache<int> cache = new(10, 1);
        RawSeries<int> a = cache.Add("a"u8, 1, null)!;
        RawSeries<int> b = cache.Add("b"u8, 2, a)!;
        Assert.Same(b, a.Successor);
        cache.EndRound();
        cache.Find("a"u8, null);
        cache.EndRound();

        Assert.Null(a.Successor);
        Assert.Null(cache.Find("b"u8, a));
    }
}

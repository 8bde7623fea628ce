namespace Heed.Storage.Deletions;

/// <summary>Ranges of time without samples: ascending, inclusive at both ends, none of them touching. Never changed once made.</summary>
internal sealed class DeletedRanges
{
    private readonly List<(long FromMs, long ToMs)> _ranges;

    private DeletedRanges(List<(long FromMs, long ToMs)> ranges) => _ranges = ranges;

    public static DeletedRanges Of(DeletedRanges? before, long fromMs, long toMs)
    {
        List<(long FromMs, long ToMs)> all = before is null ? [] : [.. before._ranges];
        all.Add((fromMs, toMs));
        all.Sort();
        List<(long FromMs, long ToMs)> joined = [];
        foreach ((long from, long to) in all)
        {
            if (joined.Count > 0 && (joined[^1].ToMs == long.MaxValue || from <= joined[^1].ToMs + 1))
            {
                joined[^1] = (joined[^1].FromMs, Math.Max(joined[^1].ToMs, to));
            }
            else
            {
                joined.Add((from, to));
            }
        }

        return new DeletedRanges(joined);
    }

    public bool Overlaps(long fromMs, long toMs)
    {
        foreach ((long from, long to) in _ranges)
        {
            if (from <= toMs && to >= fromMs) return true;
        }

        return false;
    }

    /// <summary>Adds what is left of a range.</summary>
    public void AddRest(long fromMs, long toMs, List<(long FromMs, long ToMs)> target)
    {
        foreach ((long from, long to) in _ranges)
        {
            if (to < fromMs) continue;
            if (from > toMs) break;
            if (from > fromMs) target.Add((fromMs, from - 1));
            if (to >= toMs) return;
            fromMs = to + 1;
        }

        target.Add((fromMs, toMs));
    }
}

namespace Heed.Storage.Index;

/// <summary>Keeps the greatest of many entries, a bounded number of them.</summary>
internal sealed class TopList(int most)
{
    private readonly PriorityQueue<Candidate, Candidate> _kept = new();

    /// <summary>The pair's name is put together only where it is kept to the end.</summary>
    public void Add(string name, string? value, long count)
    {
        Candidate candidate = new(name, value, count);
        if (_kept.Count < most) _kept.Enqueue(candidate, candidate);
        else if (most > 0 && candidate.CompareTo(_kept.Peek()) > 0) _kept.EnqueueDequeue(candidate, candidate);
    }

    /// <summary>The greatest first; the list is empty then.</summary>
    public IReadOnlyList<CardinalityEntry> Take()
    {
        CardinalityEntry[] entries = new CardinalityEntry[_kept.Count];
        for (int i = entries.Length - 1; i >= 0; i--)
        {
            Candidate next = _kept.Dequeue();
            entries[i] = new CardinalityEntry(next.Value is null ? next.Name : $"{next.Name}={next.Value}", next.Count);
        }

        return entries;
    }

    /// <summary>Greater where there are more, and then where the name comes earlier.</summary>
    private readonly record struct Candidate(string Name, string? Value, long Count) : IComparable<Candidate>
    {
        public int CompareTo(Candidate other)
        {
            if (Count != other.Count) return Count.CompareTo(other.Count);
            int order = string.CompareOrdinal(other.Name, Name);
            return order != 0 ? order : string.CompareOrdinal(other.Value, Value);
        }
    }
}

using Heed.Monitoring.Series;

namespace Heed.Monitoring.Versions;

/// <summary>
/// The few versions of a model that are compared with each other. One that comes when there is no room takes the place of the one that was
/// seen longest ago.
/// </summary>
internal sealed class VersionSlots
{
    /// <summary>Versions that are compared: an old one, a new one, and two more.</summary>
    public const int Most = 4;

    /// <summary>The slot of none.</summary>
    public const int None = -1;

    private const long Never = long.MinValue;

    // What a position in the model's table stands for never changes: two numbers are sooner compared than two names.
    private readonly int[] _positions = [None, None, None, None];
    private readonly string?[] _names = new string?[Most];
    private readonly long[] _lastMs = [Never, Never, Never, Never];

    /// <summary>The version in a slot; null where it is free.</summary>
    public string? this[int slot] => _names[slot];

    /// <summary>Versions that had to leave while they were still in use.</summary>
    public long Evicted { get; private set; }

    /// <summary>The slot of a version that has one, else <see cref="None"/>.</summary>
    public int Find(string version)
    {
        for (int slot = 0; slot < Most; slot++)
        {
            if (string.Equals(_names[slot], version, StringComparison.Ordinal)) return slot;
        }

        return None;
    }

    /// <param name="versions">The model's table.</param>
    /// <param name="position">The version's place in it.</param>
    /// <param name="timeMs">When it was seen.</param>
    /// <param name="sinceMs">A version that was seen after it is in use.</param>
    /// <param name="isNew">Whether whatever is counted in the slot is of another version.</param>
    public int FindOrAdd(NameTable versions, int position, long timeMs, long sinceMs, out bool isNew)
    {
        int slot = Array.IndexOf(_positions, position);
        isNew = false;
        if (slot == None) slot = Assign(versions[position], position, timeMs, sinceMs, out isNew);
        _lastMs[slot] = Math.Max(_lastMs[slot], timeMs);
        return slot;
    }

    /// <summary>Whether a version was seen after a time.</summary>
    public bool IsLive(int slot, long sinceMs) => _lastMs[slot] > sinceMs;

    /// <summary>Whether several were.</summary>
    public bool AreSeveralLive(long sinceMs)
    {
        int live = 0;
        foreach (long lastMs in _lastMs) live += lastMs > sinceMs ? 1 : 0;
        return live > 1;
    }

    public void Save(BinaryWriter writer)
    {
        for (int slot = 0; slot < Most; slot++)
        {
            writer.Write(_names[slot] is not null);
            writer.Write(_names[slot] ?? "");
            writer.Write(_lastMs[slot]);
        }

        writer.Write(Evicted);
    }

    public void Load(BinaryReader reader)
    {
        Array.Fill(_positions, None);
        for (int slot = 0; slot < Most; slot++)
        {
            bool taken = reader.ReadBoolean();
            string name = reader.ReadString();
            _names[slot] = taken ? name : null;
            _lastMs[slot] = reader.ReadInt64();
        }

        Evicted = reader.ReadInt64();
    }

    private int Assign(string version, int position, long timeMs, long sinceMs, out bool isNew)
    {
        int slot = Find(version);
        isNew = slot == None;
        if (isNew)
        {
            slot = Oldest();
            if (_lastMs[slot] > sinceMs) Evicted++;
            _names[slot] = version;
            _lastMs[slot] = timeMs;
        }

        _positions[slot] = position;
        return slot;
    }

    private int Oldest()
    {
        int oldest = 0;
        for (int slot = 1; slot < Most; slot++)
        {
            if (_lastMs[slot] < _lastMs[oldest]) oldest = slot;
        }

        return oldest;
    }
}

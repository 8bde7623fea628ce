using Heed.Alerting.State;
using Heed.Model.Labels;

namespace Heed.Server.Journal;

/// <summary>Every text of many bodies once, by where it stands first, with its number in what is written.</summary>
/// <param name="bodies">Grows while texts are found.</param>
internal sealed class MergedTexts(List<byte[]> bodies)
{
    private readonly List<(int Body, int At, int Length)> _places = [];
    private readonly List<ulong> _hashes = [];
    private readonly List<int> _numbers = [];
    private int[] _slots = new int[1024];
    private int _written;

    /// <summary>What the text that stands there is called.</summary>
    public int Find(int body, int at, int length)
    {
        ReadOnlySpan<byte> text = bodies[body].AsSpan(at, length);
        StableHash stable = new(0);
        stable.Add(text);
        ulong hash = stable.ToUInt64();
        int slot = (int)(hash & (ulong)(_slots.Length - 1));
        for (; _slots[slot] > 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            int known = _slots[slot] - 1;
            if (_hashes[known] != hash) continue;
            (int knownBody, int knownAt, int knownLength) = _places[known];
            if (bodies[knownBody].AsSpan(knownAt, knownLength).SequenceEqual(text)) return known;
        }

        _places.Add((body, at, length));
        _hashes.Add(hash);
        _numbers.Add(0);
        _slots[slot] = _places.Count;
        if (_places.Count * 2 > _slots.Length) Grow();
        return _places.Count - 1;
    }

    /// <summary>Writes a text: in full for the first time, then its number.</summary>
    public void Write(int place, PageWriter page)
    {
        if (_numbers[place] > 0)
        {
            page.AddNumber((ulong)_numbers[place]);
            return;
        }

        _numbers[place] = ++_written;
        (int body, int at, int length) = _places[place];
        page.AddByte(0);
        page.AddNumber((ulong)length);
        page.AddBytes(bodies[body].AsSpan(at, length));
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (int i = 0; i < _hashes.Count; i++)
        {
            int slot = (int)(_hashes[i] & (ulong)(_slots.Length - 1));
            while (_slots[slot] > 0) slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = i + 1;
        }
    }
}

using System.Runtime.InteropServices;

namespace Heed.Monitoring.Baselines;

/// <summary>What each row of a baseline holds in one column, in the rows' order, four bytes a row.</summary>
internal sealed class RowStates
{
    /// <summary>Null, absent, or beyond <see cref="Count"/>.</summary>
    public const int Missing = -1;

    public const int NotFinite = -2;

    // A text is this minus its position among the texts; a number its position among the numbers.
    private const int FirstText = -3;

    private readonly List<int> _states = [];
    private readonly OrderedDictionary<string, int> _texts = [];

    public int Count => _states.Count;

    public int this[int row] => row < _states.Count ? _states[row] : Missing;

    public static bool IsText(int state) => state <= FirstText;

    public string TextOf(int state) => _texts.GetAt(FirstText - state).Key;

    /// <param name="position">Among the column's numbers.</param>
    public void SetNumber(long row, int position) => Set(row, position);

    public void SetNotFinite(long row) => Set(row, NotFinite);

    public void SetText(long row, string text)
    {
        if (!_texts.TryGetValue(text, out int code))
        {
            code = _texts.Count;
            _texts.Add(text, code);
        }

        Set(row, FirstText - code);
    }

    private void Set(long row, int state)
    {
        if (row >= _states.Count)
        {
            int before = _states.Count;
            CollectionsMarshal.SetCount(_states, (int)row + 1);
            CollectionsMarshal.AsSpan(_states)[before..].Fill(Missing);
        }

        _states[(int)row] = state;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Heed.Storage;

/// <summary>
/// What was selected since series or blocks last changed, so that a rule or a panel that asks the same again and again finds its series
/// once. Bounded: beyond a bound it begins anew. Safe to use from any thread.
/// </summary>
internal sealed class SelectionMemory
{
    /// <summary>More than the selectors of a large set of rules: asked one after the other, those beyond would push out the next.</summary>
    public const int MostSelections = 16_384;

    /// <summary>In all selections together.</summary>
    public const int MostSeries = 200_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<SelectionKey, StoredSeries[]> _selections = [];
    private SelectionState _state;
    private int _series;

    public int Count
    {
        get
        {
            lock (_gate) return _selections.Count;
        }
    }

    public bool TryGet(in SelectionState state, SelectionKey key, [NotNullWhen(true)] out StoredSeries[]? series)
    {
        series = null;
        lock (_gate) return _state.IsSame(state) && _selections.TryGetValue(key, out series);
    }

    /// <param name="state">Of a moment before the series were found.</param>
    /// <param name="key">What was asked.</param>
    /// <param name="series">Never changed from now on.</param>
    public void Remember(in SelectionState state, SelectionKey key, StoredSeries[] series)
    {
        if (series.Length > MostSeries) return;
        lock (_gate)
        {
            bool isFull = _selections.Count >= MostSelections || _series + series.Length > MostSeries;
            if (isFull || !_state.IsSame(state)) Forget_NeedsLock();
            _state = state;
            if (_selections.TryAdd(key, series)) _series += series.Length;
        }
    }

    public void Forget()
    {
        lock (_gate) Forget_NeedsLock();
    }

    private void Forget_NeedsLock()
    {
        _selections.Clear();
        _series = 0;
        _state = default;
    }
}

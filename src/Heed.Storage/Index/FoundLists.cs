using System.Diagnostics.CodeAnalysis;

using Heed.Model.Labels;

namespace Heed.Storage.Index;

/// <summary>
/// What matchers that cannot be looked up found in an index that never changes. Bounded: beyond a bound it begins anew, so that what is
/// asked often soon is there again. Safe to use from any thread.
/// </summary>
internal sealed class FoundLists
{
    public const int MostLists = 64;

    /// <summary>In all lists together.</summary>
    public const int MostMembers = 1 << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<LabelMatcher, int[]> _lists = [];
    private int _members;

    public int Count
    {
        get
        {
            lock (_gate) return _lists.Count;
        }
    }

    public bool TryGet(LabelMatcher matcher, [NotNullWhen(true)] out int[]? found)
    {
        found = null;
        if (matcher.Operator == MatchOperator.Equal) return false;
        lock (_gate) return _lists.TryGetValue(matcher, out found);
    }

    /// <param name="matcher">One of equality is passed over: looking it up is as fast as remembering it.</param>
    /// <param name="found">Never changed from now on.</param>
    public void Add(LabelMatcher matcher, int[] found)
    {
        if (matcher.Operator == MatchOperator.Equal || found.Length > MostMembers) return;
        lock (_gate)
        {
            if (_lists.Count >= MostLists || _members + found.Length > MostMembers)
            {
                _lists.Clear();
                _members = 0;
            }

            if (_lists.TryAdd(matcher, found)) _members += found.Length;
        }
    }
}

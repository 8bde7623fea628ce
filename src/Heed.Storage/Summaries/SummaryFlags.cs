namespace Heed.Storage.Summaries;

/// <summary>What a stored summary leaves out because it follows from the rest.</summary>
[Flags]
internal enum SummaryFlags : byte
{
    None = 0,

    /// <summary>The least value has the bits of the first one, the greatest those of the last one: it only grew.</summary>
    Grows = 1,

    /// <summary>All values are one: first, last, least and greatest have the same bits.</summary>
    IsFlat = 2,

    /// <summary>It never fell: neither resets nor what they lost.</summary>
    NeverFalls = 4,

    /// <summary>The sum is a whole number of the same decimals, and nothing was lost by rounding.</summary>
    HasWholeSum = 8,

    /// <summary>The carry is +0.</summary>
    HasNoCarry = 16,

    /// <summary>The squared deviations are +0.</summary>
    HasNoDeviations = 32,
}
